import { expect, it } from 'vitest';
import { FINDER } from '../../../src/finding/finder.ts';
import { readSubmission } from '../../../src/http/input/request.ts';
import { dependencies } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';

const CHECKS = dependencies();
const read = (body: Readonly<Record<string, unknown>>) => readSubmission(body, CHECKS, null);
const { image, segmentation_map: map, landmarks } = PLAIN;
const FIND = { face: 0, least_score: 0.5, finder: FINDER };

it.each([
  ['both', { image }, { ...FIND, landmarks: true, label_map: true }],
  ['both by a word', { image, landmarks: 'auto', segmentation_map: 'auto' }, { ...FIND, landmarks: true, label_map: true }],
  ['both by a word in a file', { image, segmentation_map: Buffer.from('auto'), landmarks: 'auto' }, { ...FIND, landmarks: true, label_map: true }],
  ['the landmarks', { image, segmentation_map: map }, { ...FIND, landmarks: true, label_map: false }],
  ['the label map', { image, landmarks }, { ...FIND, landmarks: false, label_map: true }],
  ['both, of the second face', { image, options: { find: { face: 1, least_score: 0.7 } } }, { landmarks: true, label_map: true, face: 1, least_score: 0.7, finder: FINDER }],
])('leaves %s to be found', async (_what, body, find) => {
  expect((await read(body)).options.find).toEqual(find);
});

it('is the same submission however it is left out, and another one than with the rest', async () => {
  const ids = await Promise.all([{ image }, { image, landmarks: 'auto' }, { image, segmentation_map: 'auto', options: { find: { face: 'largest' } } }].map(async (body) => (await read(body)).id));
  expect(new Set(ids).size).toBe(1);
  expect(ids).not.toContain((await read(PLAIN)).id);
});

it('says nothing where nothing is left out', async () => {
  const stated = await read({ ...PLAIN, options: { find: { face: 3 } } });
  expect(stated.options).not.toHaveProperty('find');
  expect(stated.id).toBe((await read(PLAIN)).id);
});
