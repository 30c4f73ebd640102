/** What a target of Prometheus tells: names as queries use them, and the labels seen with each. */
export type Scrape = ReadonlyMap<string, ReadonlySet<string>>;

/** Labels that Prometheus adds to whatever it scrapes. */
const TARGET_LABELS = ['job', 'instance'];

/** Reads the Prometheus text format. A metric that has no sample yet is there by its TYPE, with no labels known. */
export function readScrape(text: string): Scrape {
  const seen = new Map<string, Set<string>>();
  const note = (name: string, labels: readonly string[]) => {
    const known = seen.get(name) ?? new Set(TARGET_LABELS);
    for (const label of labels) known.add(label);
    seen.set(name, known);
  };
  for (const line of text.split('\n')) {
    const [, name = '', type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (type === 'histogram') for (const suffix of ['_bucket', '_sum', '_count']) note(name + suffix, []);
    else if (type !== undefined) note(name, []);
    const [, sample, labels = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (sample !== undefined) note(sample, [...labels.matchAll(/(\w+)="/g)].flatMap(([, label]) => label ?? []));
  }
  return seen;
}
