import { describe, expect, test } from 'vitest';
import { alteredRegions } from '../../../src/submissions/steps/altered-regions.ts';
import type { QualityDocument, RegionDocument } from '../../../src/contract/result.ts';
import { DOCUMENT } from '../../http/support/result.ts';
import { runThrough, useActivities } from '../../support/activities.ts';

const bench = useActivities();

function qualityOf(ious: readonly number[]): QualityDocument {
  const known = DOCUMENT.quality.regions['1']!;
  return { ...DOCUMENT.quality, regions: Object.fromEntries(ious.map((iou, i) => [i + 1, { ...known, map_iou: iou }])) };
}

function regionsOf(names: readonly string[]): RegionDocument[] {
  return names.map((name, i) => ({ ...DOCUMENT.regions[0]!, label: i + 1, name }));
}

describe('a warning', () => {
  test('names the regions of which less than .8 is left, and no other', () => {
    const [warning, ...others] = alteredRegions(regionsOf(['skin', 'nose', 'label 3']), qualityOf([0.8, 0.79, 0]));
    expect(others).toEqual([]);
    expect(warning!.detail).toMatch(/below 0\.8: nose \(2\), label 3\. /);
    expect(alteredRegions(regionsOf(['skin']), qualityOf([0.8]))).toEqual([]);
  });

  test('stays short, however many they are and whatever they are called', () => {
    const names = Array.from({ length: 250 }, () => 'x'.repeat(500));
    const { detail } = alteredRegions(regionsOf(names), qualityOf(names.map(() => 0)))[0]!;
    expect(detail).toMatch(/ and 242 more\. /);
    expect(detail.length).toBeLessThan(800);
  });
});

describe('of astronaut', () => {
  test('presmoothed by 4 pixels, brows are named, though min_iou is kept', async () => {
    const { input } = bench();
    const contours = { ...input.contours, detail: { min_iou: 0.97 }, presmooth_px: 4 };
    const { document } = await runThrough(bench(), { ...input, contours });
    const regions = Object.values(document.quality.regions);
    expect(Math.min(...regions.map(({ iou }) => iou))).toBeGreaterThanOrEqual(0.97);
    expect(document.quality.regions['3']!.map_iou).toBeCloseTo(0.611, 2);
    expect(document.warnings.find(({ code }) => code === 'altered_region')!.detail).toMatch(/brow \(3\)/);
  });

  test('as it is, nothing is', async () => {
    const { document } = await runThrough(bench(), bench().input);
    expect(document.warnings.map(({ code }) => code)).not.toContain('altered_region');
    expect(Math.min(...Object.values(document.quality.regions).map(({ map_iou: iou }) => iou))).toBeGreaterThan(0.99);
  });
});
