import { beforeAll, describe, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { submitBody, type StatusAnswer } from '../support/raw-service.ts';
import { payloadsOf } from '../support/payloads.ts';
import { ended, useSharedSystem } from '../support/system.ts';

const system = useSharedSystem();
let payloads: string[];
let answer: StatusAnswer;
let landmarks: { x: number; y: number }[];
beforeAll(async () => {
  const { service } = system();
  const given = distinctCase(await readCase('fixtures/astronaut'), 'privacy');
  landmarks = given.landmarks as { x: number; y: number }[];
  const { id } = await service.submit(submitBody(given));
  answer = await ended(service, id);
  const run = system().temporal.client.workflow.getHandle(id);
  await run.result(); // the row ends a moment before the history does
  payloads = payloadsOf(await run.fetchHistory());
});

describe('the payloads of a finished history', () => {
  test('are all seen: the input, and the output of each step', () => {
    expect(answer.status).toBe('done');
    const text = payloads.join('\n');
    for (const field of ['submissionId', 'rollDegrees', 'uprightPortrait', 'pointCount', '"svg"']) {
      expect(text).toContain(field);
    }
  });

  test('stay below 16 KB each', () => {
    expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThan(16 * 1024);
  });

  test('hold no image: nothing in them is a long run of base64', () => {
    for (const payload of payloads) expect(payload).not.toMatch(/[A-Za-z0-9+/]{100}/);
  });

  test('hold no list of coordinates and none of the landmarks', () => {
    for (const payload of payloads) {
      expect(payload).not.toMatch(/\[\s*-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?\s*\]/);
      for (const { x } of landmarks) expect(payload).not.toContain(String(x));
    }
  });

  test('hold none of the contours', () => {
    const vertices = answer.regions!.flatMap(({ parts }) => parts.flatMap(({ outer }) => outer.flat()));
    const telling = vertices.filter((value) => !Number.isInteger(value)).map(String);
    expect(telling.length).toBeGreaterThan(100);
    for (const payload of payloads) for (const value of telling) expect(payload).not.toContain(value);
  });
});
