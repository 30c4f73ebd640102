import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { serviceAt } from '../support/raw-service.ts';
import { HANG_MS } from '../support/hang.ts';
import { bodyOf, ended } from '../support/system.ts';
import { allExpressions, dashboards } from './support/expressions.ts';
import { startMeasuredService } from './support/measured-service.ts';
import { usageOf } from './support/promql.ts';
import { readScrape, type Scrape } from './support/scrape.ts';

const expressions = await allExpressions();
/** @param label one that comes with the metric's first sample */
const scrapeWith = (name: string, label: string, url: string) =>
  vi.waitFor(
    async () => {
      const scrape = readScrape(await (await fetch(url)).text());
      if (!scrape.get(name)?.has(label)) throw new Error(`${name} is not told yet`);
      return scrape;
    },
    HANG_MS,
  );

/** Prometheus' own, of every target. */
const OF_PROMETHEUS = ['up'];

test('an expression that is none, and a metric that is not there, would be seen', () => {
  expect(() => usageOf('sum(rate(x[5m])')).toThrow('no PromQL');
  expect(usageOf('sum by (a) (rate(x{b="c"}[5m])) / y')).toEqual({
    metrics: [{ name: 'x', labels: ['b'] }, { name: 'y', labels: [] }],
    grouping: ['a'],
  });
  expect([...readScrape('# TYPE h histogram\nh_bucket{le="1",a="x"} 3\n').keys()]).toEqual(['h_bucket', 'h_sum', 'h_count']);
});

describe('every alert and every panel asks for what a running service tells', () => {
  const scrapes: Scrape[] = [];
  let untouched = '';
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const { temporal, url, stop } = await startMeasuredService();
    stops.push(stop);
    untouched = await (await fetch(`${url}/metrics`)).text();
    const service = serviceAt(url);
    // One that is done, and one that fails: its option leaves nothing to draw.
    for (const options of [{}, { labels: { include: [99] } }]) {
      const { id } = await service.submit(await bodyOf('synth-plain', options));
      await ended(service, id);
    }
    // The SDK and the server tell of an ended run a little later.
    scrapes.push(await scrapeWith('temporal_workflow_failed_total', 'workflow_type', `${url}/metrics`));
    scrapes.push(await scrapeWith('approximate_backlog_count', 'task_type', temporal.metricsUrl));
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });

  test.each(expressions)('$where', ({ text }) => {
    const { metrics, grouping } = usageOf(text);
    const known = new Set(['le']);
    for (const { name, labels } of metrics) {
      const here = OF_PROMETHEUS.includes(name) ? [new Set(['job', 'instance'])] : scrapes.flatMap((scrape) => scrape.get(name) ?? []);
      expect(here.length, `${name} is told by nobody`).toBeGreaterThan(0);
      const itsLabels = new Set(here.flatMap((each) => [...each]));
      for (const label of labels) expect([...itsLabels], `${name} has no label ${label}`).toContain(label);
      for (const label of itsLabels) known.add(label);
    }
    for (const label of grouping) expect([...known], `nothing here has the label ${label}`).toContain(label);
  });

  test('that workers are full is seen of steps on the task queue and of local ones', () => {
    const [, pattern = ''] = /worker_type=~"([^"]*)"/.exec(expressions.find(({ where }) => where === 'alert FrontalWorkersFull')!.text) ?? [];
    const told = new Set([...untouched.matchAll(/^temporal_worker_task_slots_available\{.*worker_type="(\w+)"/gm)].map(([, type]) => type));
    expect([...told].filter((type) => new RegExp(`^(?:${pattern})$`).test(type!)).toSorted()).toEqual(['ActivityWorker', 'LocalActivityWorker']);
  });

  // The first of its kind is no increase of what was not there before it, and what is not there is not 0 either.
  const increases = expressions.flatMap(({ where, text }) => [...text.matchAll(/increase\((\w+)(?:\{([^}]*)\})?/g)].map(([, name = '', labels = '']) => ({ where, name, labels })));
  test.each(increases)('$where: $name is told before it counts anything', ({ name, labels }) => {
    expect(increases.length).toBeGreaterThan(5);
    const samples = untouched.split('\n').filter((line) => line.startsWith(`${name} `) || (line.startsWith(`${name}{`) && line.includes(labels)));
    expect(samples).not.toEqual([]);
  });
});

test('jobs that expressions name are scraped', async () => {
  const { scrape_configs: configs } = parse(await readFile('ops/prometheus/prometheus.yml', 'utf8'));
  const jobs: string[] = configs.map(({ job_name: name }: { job_name: string }) => name);
  const named = expressions.flatMap(({ text }) => [...text.matchAll(/job="([^"]+)"/g)].map(([, job]) => job));
  expect(named.length).toBeGreaterThan(5);
  for (const job of named) expect(jobs).toContain(job);
});

test('panels ask the datasource that is provisioned, and none lies upon another', async () => {
  const { datasources } = parse(await readFile('ops/grafana/provisioning/datasources/prometheus.yml', 'utf8'));
  const known: string[] = datasources.map(({ uid }: { uid: string }) => uid);
  const boards = await dashboards();
  expect(new Set(boards.map(({ uid }) => uid)).size).toBe(boards.length);
  for (const { title, panels } of boards) {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const panel of panels) {
      for (const { datasource } of panel.targets) expect(known).toContain(datasource.uid);
      const { x, y, w, h } = panel.gridPos;
      expect(x + w).toBeLessThanOrEqual(24);
      const over = panels.filter(({ id, gridPos: other }) => id < panel.id && x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h);
      expect(over, `${title} / ${panel.title}`).toEqual([]);
    }
  }
});
