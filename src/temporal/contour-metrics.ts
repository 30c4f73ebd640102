import { Counter, Histogram, type Registry } from 'prom-client';
import type { ContourOutput } from '../contract/steps.ts';

export interface ContourMetrics {
  /** Contours that were computed; remembered ones were observed when they were. */
  observe(output: ContourOutput): void;
}

/** How true the vectors are to their label maps, by the certificate of each answer. */
export function createContourMetrics(registry: Registry): ContourMetrics {
  const registers = [registry];
  const iou = new Histogram({
    name: 'frontal_contour_min_iou',
    help: 'Intersection over union with its pixels of the least faithful region of a drawing.',
    buckets: [0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999],
    registers,
  });
  const deviation = new Histogram({
    name: 'frontal_contour_max_deviation_pixels',
    help: 'Largest distance of a border from its pixels in a drawing, in label-map pixels.',
    buckets: [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers,
  });
  const points = new Histogram({
    name: 'frontal_contour_points',
    help: 'Vertices of a drawing.',
    buckets: [50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600],
    registers,
  });
  const crossings = new Counter({
    name: 'frontal_contour_crossings_total',
    help: 'Borders that cross in drawings. The guard leaves none.',
    registers,
  });
  return {
    observe({ certificate, pointCount }) {
      points.observe(pointCount);
      iou.observe(certificate.minIou);
      deviation.observe(certificate.maxDeviationPx);
      crossings.inc(certificate.crossings);
    },
  };
}
