import { MockActivityEnvironment } from '@temporalio/testing';
import { beforeEach } from 'vitest';
import { parseArtifact } from '../../src/submissions/steps/artifact.ts';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { DecodeInput, RenderInput } from '../../src/contract/steps.ts';
import { readCase } from '../../src/cli/case.ts';
import type { ResultDocument } from '../../src/contract/result.ts';
import { useImaging } from './imaging.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { OPTIONS } from './submission-input.ts';

export interface ActivityBench {
  readonly store: MemoryStore;
  readonly activities: Activities;
  /** Of the case, with the options of OPTIONS. */
  readonly input: DecodeInput;
}

/** The real activities over real pixels and a store in memory, fresh for each test. To be read inside tests only. */
export function useActivities(folder = 'fixtures/astronaut'): () => ActivityBench {
  const imaging = useImaging();
  let bench: ActivityBench;
  beforeEach(async () => {
    const store = createMemoryStore();
    const activities = createActivities({ store, ...imaging() });
    const { portrait, labelMap, landmarks } = await readCase(folder);
    const points = (landmarks as { x: number; y: number }[]).map(({ x, y }) => [x, y]);
    const artifacts = { portrait: store.put(portrait), labelMap: store.put(labelMap), landmarks: store.put(Buffer.from(JSON.stringify(points))) };
    const { alignment, labels, contours } = OPTIONS;
    bench = { store, activities, input: { ...artifacts, alignment, labels, contours } };
  });
  return () => bench;
}

export function run<I, O>(activity: (given: I) => Promise<O>, given: I): Promise<O> {
  return new MockActivityEnvironment().run(activity, given) as Promise<O>;
}

/** All four steps, one after the other; the answer's document and the SVG. */
export async function runThrough(
  { store, activities }: ActivityBench,
  input: DecodeInput,
  chosen: Partial<RenderInput> = {},
): Promise<{ document: ResultDocument; svg: string }> {
  const decoded = await run(activities.decode, input);
  const rotated = await run(activities.rotate, decoded.rotate.input);
  const contoured = await run(activities.contour, decoded.contour.input);
  const submissionId = `submission ${store.completed.size}`;
  await run(activities.render, {
    submissionId,
    alignment: decoded.alignment,
    uprightPortrait: rotated.uprightPortrait,
    uprightMediaType: rotated.mediaType,
    regions: contoured.regions,
    landmarks: input.landmarks,
    landmarkSchema: decoded.landmarkSchema,
    labels: decoded.labels,
    zones: [],
    measures: false,
    style: OPTIONS.style,
    warnings: decoded.warnings,
    stepMs: { decode: 1, rotate: 2, contour: 3 },
    attemptedBefore: false,
    ...chosen,
  });
  const { document, svg } = store.completed.get(submissionId)!;
  return { document: parseArtifact(store.artifacts.get(document)!), svg: Buffer.from(store.artifacts.get(svg)!).toString() };
}
