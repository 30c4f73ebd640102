import { describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { fixture, PLAIN } from '../support/bodies.ts';
import { json, problem, SUBMIT, submit } from '../support/calls.ts';

const api = useApi();

const PORTRAIT = fixture('synth-plain/portrait.png');
const MAP = fixture('synth-plain/map.png');
const LANDMARKS = fixture('synth-plain/landmarks.json');

type Parts = [name: string, value: string | Uint8Array][];
const WHOLE: Parts = [['image', PORTRAIT], ['segmentation_map', MAP], ['landmarks', LANDMARKS.toString()]];

function send(parts: Parts): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, typeof value === 'string' ? value : new Blob([Uint8Array.from(value)]));
  return fetch(api().url + SUBMIT, { method: 'POST', body: form });
}

function sendRaw(body: string, type: string): Promise<Response> {
  return fetch(api().url + SUBMIT, { method: 'POST', body, headers: { 'content-type': type } });
}

const without = (name: string) => WHOLE.filter(([part]) => part !== name);
const instead = (name: string, value: string | Uint8Array): Parts => [...without(name), [name, value]];

describe('a form is refused', () => {
  it.each<[string, () => Parts, string, string]>([
    ['without a portrait', () => without('image'), 'invalid_image', '/image'],
    ['with an empty portrait', () => instead('image', new Uint8Array()), 'invalid_image', '/image'],
    ['with a portrait that is none', () => instead('image', LANDMARKS), 'invalid_image', '/image'],
    ['with landmarks that are no JSON', () => instead('landmarks', '[[1,2'), 'invalid_landmarks', '/landmarks'],
    ['with options that are no JSON', () => [...WHOLE, ['options', 'detail=measure']], 'invalid_option', '/options'],
    ['with an unknown option', () => [...WHOLE, ['options', '{"colour":1}']], 'invalid_option', '/options/colour'],
    ['with another part', () => [...WHOLE, ['__proto__', 'x']], 'invalid_request', '/__proto__'],
    ['with a part that comes twice', () => [...WHOLE, ['image', PORTRAIT]], 'invalid_request', ''],
  ])('%s', async (_what, parts, code, pointer) => {
    const { errors, ...refusal } = await problem(await send(parts()));
    expect(refusal).toMatchObject({ status: 422, code });
    expect(errors[0]?.pointer ?? '').toBe(pointer);
  });

  it.each([
    ['without a boundary', '--x\r\n', 'multipart/form-data'],
    ['that ends early', '--x\r\nContent-Disposition: form-data; name="image"\r\n\r\nabc', 'multipart/form-data; boundary=x'],
    ['that is JSON', '{}', 'multipart/form-data; boundary=x'],
    ['that is empty', '', 'multipart/form-data; boundary=x'],
  ])('%s', async (_what, body, type) => {
    expect(await problem(await sendRaw(body, type))).toMatchObject({ status: 422 });
  });

  it('of another kind', async () => {
    expect(await problem(await sendRaw('image=1', 'application/x-www-form-urlencoded'))).toMatchObject({
      status: 415,
      detail: 'The body must be sent as application/json or multipart/form-data.',
    });
  });
});

describe('a form', () => {
  it('has the id that the same bytes have as JSON', async () => {
    const asForm = await json(await send([...WHOLE, ['options', '{"contours":{"detail":"measure"}}']]));
    const asJson = await json(await submit(api().url, { ...PLAIN, options: { contours: { detail: 'measure' } } }));
    expect(asForm['id']).toMatch(/^[a-z2-7]{52}$/);
    expect(asForm['id']).toBe(asJson['id']);
  });

  it.each<[string, () => Parts, object]>([
    ['without a label map', () => without('segmentation_map'), { image: PLAIN.image, landmarks: PLAIN.landmarks }],
    ['with an empty label map, as a browser sends a file that was not chosen', () => instead('segmentation_map', new Uint8Array()), { image: PLAIN.image, landmarks: PLAIN.landmarks }],
    ['without landmarks', () => without('landmarks'), { image: PLAIN.image, segmentation_map: PLAIN.segmentation_map }],
    ['with empty landmarks', () => instead('landmarks', ''), { image: PLAIN.image, segmentation_map: PLAIN.segmentation_map }],
  ])('%s leaves it to be found, as JSON does', async (_what, parts, body) => {
    expect((await json(await send(parts())))['id']).toBe((await json(await submit(api().url, body)))['id']);
  });

  it('is the same without a part and with an empty one, which is what a browser sends of a field that was left empty', async () => {
    const empty = await json(await send([...WHOLE, ['options', '']]));
    expect(empty['id']).toBe((await json(await submit(api().url, PLAIN)))['id']);
    expect((await json(await send([...WHOLE, ['options', new Uint8Array()]])))['id']).toBe(empty['id']);
  });

  it('may carry landmarks and options as files, and pictures as base64', async () => {
    const parts: Parts = [
      ['image', PORTRAIT.toString('base64')],
      ['segmentation_map', MAP],
      ['landmarks', LANDMARKS],
      ['options', Buffer.from('{}')],
    ];
    expect((await json(await send(parts)))['id']).toBe((await json(await submit(api().url, PLAIN)))['id']);
  });
});
