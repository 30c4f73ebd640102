import { expect, test } from 'vitest';
import { readHistogram } from '../../bench/load/histograms.ts';
import { smallCase } from '../../bench/load/small-case.ts';
import { checkLabelMapHeader } from '../../src/imaging/header.ts';

const METRICS = `# TYPE waited_seconds histogram
waited_seconds_bucket{queue="a",le="0.1"} 90
waited_seconds_bucket{queue="a",le="1"} 95
waited_seconds_bucket{queue="a",le="+Inf"} 96
waited_seconds_sum{queue="a"} 20
waited_seconds_count{queue="a"} 96
waited_seconds_bucket{queue="b",le="0.1"} 4
waited_seconds_bucket{queue="b",le="1"} 4
waited_seconds_bucket{queue="b",le="+Inf"} 4
waited_seconds_sum{queue="b"} 0.5
waited_seconds_count{queue="b"} 4
other_seconds_count 7
`;

test('a histogram that nobody wrote has no figures', () => {
  expect(readHistogram(METRICS, 'seconds')).toBeNull();
  expect(readHistogram('', 'waited_seconds')).toBeNull();
});

test('labels of a histogram are added up', () => {
  expect(readHistogram(METRICS, 'waited_seconds')).toEqual({ count: 100, mean: 0.205, p95: 1 });
});

test('what lies beyond the last bucket has no bound', () => {
  const slow = METRICS.replaceAll(/(le="(0.1|1)"} )\d+/g, '$10');
  expect(readHistogram(slow, 'waited_seconds')?.p95).toBe(Infinity);
});

test('the small case is a small one', () => {
  const { portrait, labelMap } = smallCase();
  expect(checkLabelMapHeader(labelMap, { maxBytes: 2000, maxPixels: 48 * 48 })).toMatchObject({ width: 48, height: 48 });
  expect(portrait.length).toBeLessThan(2000);
});
