import { describe, expect, test } from 'vitest';
import { ZONES } from '../../src/contract/names.ts';
import { OPTIONS } from '../support/submission-input.ts';
import { run, runThrough, useActivities } from '../support/activities.ts';

const bench = useActivities();

describe('what is derived from a face', () => {
  test('is nothing where nothing is asked for', async () => {
    const { document, svg } = await runThrough(bench(), bench().input);
    expect(document).toMatchObject({ zones: [], measures: null });
    expect(svg).not.toMatch(/id="(zones|axes|landmarks)"/);
  });

  test('are the zones that are asked for, in the answer and as a layer', async () => {
    const { document, svg } = await runThrough(bench(), bench().input, { zones: ['forehead', 'chin'] });
    expect(document.zones.map(({ name }) => name)).toEqual(['forehead', 'chin']);
    const [forehead, chin] = document.zones;
    expect(forehead!.centroid[1]).toBeLessThan(chin!.centroid[1]);
    expect(svg).toContain('id="zone-forehead"');
    expect((await runThrough(bench(), bench().input, { zones: [...ZONES] })).document.zones).toHaveLength(ZONES.length);
  });

  test('are measures, in millimetres by the irises', async () => {
    const { document } = await runThrough(bench(), bench().input, { measures: true });
    expect(document.measures!.scale!.mm_per_px).toBeGreaterThan(0.1);
    expect(document.measures!.regions.map(({ label }) => label)).toEqual(document.regions.map(({ label }) => label));
  });

  test('are axes and landmarks, where the style draws them', async () => {
    const { svg } = await runThrough(bench(), bench().input, { style: { ...OPTIONS.style, axes: true, landmarks: true } });
    expect(svg).toContain('data-axis="midline"');
    expect(svg).toContain('id="landmarks"');
  });

  test('leaves a warning where the landmarks do not say enough', async () => {
    const { store, input } = bench();
    const landmarks = store.put(Buffer.from(JSON.stringify(eyesOf(store.artifacts.get(input.landmarks)!))));
    const { document } = await runThrough(bench(), { ...input, landmarks }, { landmarks, zones: ['chin'], measures: true });
    expect(document.zones).toEqual([]);
    expect(document.warnings.map(({ code }) => code)).toContain('zone_unavailable');
    expect(document.measures!.scale).toBeNull();
  });
});

describe('the label map', () => {
  test('is told of: schema, confidence, where the landmarks fall', async () => {
    const { document } = await runThrough(bench(), bench().input);
    expect(document.labels).toMatchObject({ source: 'shape', confidence: expect.any(Number), landmark_share: { eye: expect.any(Number) } });
    expect(document.labels.confidence).toBeGreaterThan(0.5);
  });
});

describe('smoothing', () => {
  test('draws curves, and tells how far borders moved', async () => {
    const { input } = bench();
    const straight = await runThrough(bench(), input);
    const smooth = await runThrough(bench(), { ...input, contours: { ...input.contours, smoothing: 0.6 } });
    expect(straight.svg).not.toMatch(/ d="[^"]*C/);
    expect(smooth.svg).toMatch(/ d="[^"]*C/);
    const drifts = ({ document }: typeof straight) => Object.values(document.quality.regions).map(({ smoothing_drift_px }) => smoothing_drift_px);
    expect(Math.max(...drifts(straight))).toBe(0);
    expect(Math.max(...drifts(smooth))).toBeGreaterThan(0);
    expect(smooth.document.quality).toMatchObject({ overlap_px: 0, gap_px: 0, crossings: 0 });
  });

  test('alone makes contours depend on landmarks', async () => {
    const { activities, input } = bench();
    const planned = await run(activities.decode, input);
    expect(planned.contour.input).not.toHaveProperty('corners');
    const smooth = await run(activities.decode, { ...input, contours: { ...input.contours, smoothing: 0.6 } });
    expect(smooth.contour.input.corners).toEqual({ landmarks: input.landmarks, landmarkSchema: 'mediapipe-478' });
  });
});

/** Both iris centres of MediaPipe's list. */
function eyesOf(landmarks: Uint8Array): unknown[] {
  const points = JSON.parse(Buffer.from(landmarks).toString()) as unknown[];
  return [points[468], points[473]];
}
