import { describe, expect, it } from 'vitest';
import { parseArtifact } from '../../src/submissions/steps/artifact.ts';
import { FINDER } from '../../src/finding/finder.ts';
import type { FoundDocument } from '../../src/contract/result.ts';
import type { FindInput } from '../../src/contract/steps.ts';
import { run, useActivities } from '../support/activities.ts';

const bench = useActivities();
const ASKED = { landmarks: true, label_map: true, face: 0, least_score: 0.5, finder: FINDER };
const input = (find = ASKED, landmarks: FindInput['landmarks'] = null): FindInput => ({ portrait: bench().input.portrait, landmarks, find });

describe('find', () => {
  it('leaves landmarks, label map and what they are worth as artifacts, and nothing of them in its output', async () => {
    const { store, activities } = bench();
    const output = await run(activities.find, input());
    expect(output).toEqual({
      landmarks: expect.stringMatching(/^[0-9a-f]{64}$/),
      labelMap: expect.stringMatching(/^[0-9a-f]{64}$/),
      found: expect.stringMatching(/^[0-9a-f]{64}$/),
      faces: 1,
      warnings: [],
      ms: expect.any(Number),
    });
    expect(parseArtifact<unknown[]>(store.artifacts.get(output.landmarks!)!)).toHaveLength(468);
    const found = parseArtifact<FoundDocument>(store.artifacts.get(output.found)!);
    expect(found).toMatchObject({ landmarks: { model: 'mediapipe-face-mesh-468', faces: 1 }, label_map: { labels: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } });
  });

  it('is remembered by portrait and finder', async () => {
    const { activities } = bench();
    const first = await run(activities.find, input());
    expect(await run(activities.find, input())).toEqual({ ...first, ms: 0 });
  });

  it('finds the label map of the face that landmarks lie on', async () => {
    const { store, activities } = bench();
    const output = await run(activities.find, input({ ...ASKED, landmarks: false }, bench().input.landmarks));
    expect(output).toMatchObject({ landmarks: null, labelMap: expect.any(String) });
    expect(parseArtifact<FoundDocument>(store.artifacts.get(output.found)!).landmarks).toBeNull();
  });

  it('fails for good where there is no face', async () => {
    await expect(run(bench().activities.find, input({ ...ASKED, face: 4 }))).rejects.toMatchObject({ type: 'no_face_found', nonRetryable: true });
  });
});
