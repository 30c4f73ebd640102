import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A PromQL expression, and where it was read. */
export interface Expression {
  readonly where: string;
  readonly text: string;
}

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({ alert: z.string(), expr: z.string(), annotations: z.object({ summary: z.string(), runbook: z.string() }) }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      type: z.string(),
      datasource: z.object({ uid: z.string() }).optional(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) })).default([]),
    }),
  ),
});

export async function alertRules() {
  const { groups } = Rules.parse(parse(await readFile('ops/prometheus/rules.yml', 'utf8')));
  return groups.flatMap(({ rules }) => rules);
}

export async function dashboards() {
  const folder = 'ops/grafana/dashboards';
  return Promise.all((await readdir(folder)).map(async (name) => Dashboard.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))));
}

/** Every expression of the alert rules and the dashboards, with Grafana's variable filled in. */
export async function allExpressions(): Promise<Expression[]> {
  const rules = (await alertRules()).map(({ alert, expr }) => ({ where: `alert ${alert}`, text: expr }));
  const panels = (await dashboards()).flatMap(({ title, panels: each }) =>
    each.flatMap((panel) =>
      panel.targets.map(({ expr }) => ({ where: `panel ${title} / ${panel.title}`, text: expr.replaceAll('$__rate_interval', '1m') })),
    ),
  );
  return [...rules, ...panels];
}
