import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createContourMetrics } from '../../src/temporal/contour-metrics.ts';

const OUTPUT = { regions: 'digest', regionCount: 2, pointCount: 120, ms: 3 };

test('each drawing counts once in each histogram, by its worst region', async () => {
  const registry = new Registry();
  createContourMetrics(registry).observe({ ...OUTPUT, certificate: { minIou: 0.96, maxDeviationPx: 0.6, crossings: 0 } });
  const text = await registry.metrics();
  expect(text).toContain('frontal_contour_min_iou_bucket{le="0.95"} 0\n');
  expect(text).toContain('frontal_contour_min_iou_bucket{le="0.97"} 1\n');
  expect(text).toContain('frontal_contour_max_deviation_pixels_sum 0.6\n');
  expect(text).toContain('frontal_contour_points_sum 120\n');
  expect(text).toContain('frontal_contour_crossings_total 0');
});
