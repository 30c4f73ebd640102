export interface HistogramFigures {
  readonly count: number;
  readonly mean: number;
  /** Upper bound of the bucket that 95 of 100 observations fall below; Infinity beyond the last one. */
  readonly p95: number;
}

/** Count, mean and p95 of a histogram in Prometheus's text, over all its labels; null where nothing was observed. */
export function readHistogram(metrics: string, name: string): HistogramFigures | null {
  const sum = total(metrics, `${name}_sum`);
  const count = total(metrics, `${name}_count`);
  if (count === 0) return null;
  const buckets = new Map<number, number>();
  for (const [labels, value] of samples(metrics, `${name}_bucket`)) {
    const bound = Number(/le="([^"]+)"/.exec(labels)?.[1]?.replace('+Inf', 'Infinity'));
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  const bounds = [...buckets].toSorted(([a], [b]) => a - b);
  return { count, mean: sum / count, p95: bounds.find(([, below]) => below >= 0.95 * count)?.[0] ?? Infinity };
}

function total(metrics: string, name: string): number {
  return samples(metrics, name).reduce((sum, [, value]) => sum + value, 0);
}

function samples(metrics: string, name: string): [labels: string, value: number][] {
  return metrics.split('\n').flatMap((line): [string, number][] => {
    const [, found, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? ([-+.\deE]+|NaN)$/.exec(line) ?? [];
    return found === name ? [[labels, Number(value)]] : [];
  });
}
