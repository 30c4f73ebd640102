import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useApi } from './support/api.ts';
import { fixture, PLAIN } from './support/bodies.ts';
import { problem, sendRaw, submit } from './support/calls.ts';

const api = useApi();
const png = fixture('synth-plain/map.png');
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const whole = (changes: string) => `{"image":"${PLAIN.image}","segmentation_map":"${PLAIN.segmentation_map}",${changes}}`;

describe('nothing that is sent makes the server fail', () => {
  it.each([
    ['a body nested as deep as it is long', deep(500_000)],
    ['options nested deep', whole(`"landmarks":[[100,100],[200,100]],"options":${deep(200_000)}`)],
    ['an option nested deep', whole(`"landmarks":[[100,100],[200,100]],"options":{"labels":{"include":${deep(200_000)}}}`)],
    ['a style nested deep', whole(`"landmarks":[[100,100],[200,100]],"options":{"style":{"regions":{"1":${deep(200_000)}}}}`)],
    ['landmarks nested deep', whole(`"landmarks":${deep(200_000)}`)],
    ['a hundred thousand landmarks', whole(`"landmarks":[${'[1,1],'.repeat(100_000)}[2,2]]`)],
    ['numbers beyond every number', whole('"landmarks":[[1e999,-1e999],[1,1]]')],
    ['numbers beyond every option', whole('"landmarks":[[100,100],[200,100]],"options":{"contours":{"detail":{"tolerance_px":1e999}}}')],
    ['ten thousand unknown fields', `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['ten thousand unknown options', `{"options":{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join(',')}}}`],
    ['fields by the names of prototypes', '{"__proto__":{"image":1},"constructor":1,"prototype":1,"toString":1,"hasOwnProperty":1}'],
    ['fields twice', '{"image":"a","image":"b","landmarks":1,"landmarks":2}'],
    ['NUL and half characters', '{"image":"\\u0000\\ud800","landmarks":"\\udfff","options":{"\\u0000":"\\ud800"}}'],
    ['a dash of nothing but spaces', whole(`"landmarks":[[100,100],[200,100]],"options":{"style":{"dash":"${' '.repeat(500_000)}x"}}`)],
    ['a prefix without an end', `{"image":"data:${';a=b'.repeat(200_000)}","segmentation_map":"data:image/png;base64","landmarks":[]}`],
    ['a million line breaks', `{"image":"${'\\n'.repeat(500_000)}","segmentation_map":"${'\\r'.repeat(100_000)}A"}`],
  ])('%s', async (_what, body) => {
    const refusal = await problem(await sendRaw(api().url, body));
    expect(refusal.status).toBe(422);
  });

  it('any JSON value in any field', async () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const fields = fc.record(
      { image: value, segmentation_map: value, landmarks: value, options: value },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fields, async (changes) => {
        const response = await submit(api().url, { ...PLAIN, ...changes });
        expect([202, 422]).toContain(response.status);
        if (response.status !== 202) expect((await problem(response)).code).not.toBe('internal');
      }),
      { numRuns: 200 },
    );
  });

  it('any bytes in place of a picture, and pictures with bytes of theirs changed', async () => {
    const changed = fc
      .tuple(fc.nat(png.length - 1), fc.uint8Array({ minLength: 1, maxLength: 16 }))
      .map(([at, bytes]) => Buffer.concat([png.subarray(0, at), bytes, png.subarray(at + bytes.length)]));
    const cut = fc.nat(png.length).map((length) => png.subarray(0, length));
    const signatures = fc
      .tuple(fc.constantFrom('89504e470d0a1a0a', 'ffd8ff', '52494646000000005745425056503820'), fc.uint8Array({ maxLength: 64 }))
      .map(([signature, bytes]) => Buffer.concat([Buffer.from(signature, 'hex'), bytes]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, signatures), async (bytes) => {
        const text = bytes.toString('base64');
        const response = await submit(api().url, { ...PLAIN, image: text, segmentation_map: text });
        expect([202, 413, 422]).toContain(response.status);
      }),
      { numRuns: 200 },
    );
  });

  it('any bytes in place of a body', async () => {
    for (let length = 1; length < 2000; length *= 3) {
      const response = await sendRaw(api().url, randomBytes(length));
      expect([400, 422]).toContain(response.status);
    }
  });
});
