import type { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** How one call of a store was planned and what it touched, its statements and the looks at references in them together. */
export interface Plans {
  /** Pages of 8 KiB that were read, from memory or disk. */
  readonly pages: number;
  /** Ways into tables: `Index Scan submission_pkey`, `Seq Scan submission`, each once. */
  readonly ways: readonly string[];
}

export interface PlanWatch {
  /** What was executed since the last call. */
  take(): Plans;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Node[];
}

/** Has the one connection of the data source tell the plan of whatever it executes (auto_explain). */
export async function watchPlans(dataSource: DataSource): Promise<PlanWatch> {
  const runner = dataSource.createQueryRunner();
  const client: Client = await runner.connect();
  let told: Node[] = [];
  client.on('notice', ({ message }) => {
    const [, json] = /^duration: [^{]*plan:\s*(\{[^]*\})$/.exec(message ?? '') ?? [];
    if (json !== undefined) told.push((JSON.parse(json) as { Plan: Node }).Plan);
  });
  await runner.query(`LOAD 'auto_explain'`);
  for (const [name, value] of Object.entries(SETTINGS)) await runner.query(`SET ${name} = ${value}`);
  await runner.release();
  return {
    take() {
      const plans = told;
      told = [];
      const pages = plans.reduce((sum, plan) => sum + (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0), 0);
      return { pages, ways: [...new Set(plans.flatMap(waysOf))].toSorted() };
    },
  };
}

const SETTINGS = {
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_parameter_max_length': '0',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

const SCAN = /Scan$/;
/** Of what the statement itself has made. */
const OWN = new Set(['CTE Scan', 'Subquery Scan', 'Function Scan', 'Values Scan', 'Tuplestore Scan', 'Tid Scan']);

function waysOf(node: Node): string[] {
  const type = node['Node Type'];
  const target = node['Index Name'] ?? node['Relation Name'];
  // A bitmap's heap is read by what its index has found.
  const isWay = SCAN.test(type) && !OWN.has(type) && type !== 'Bitmap Heap Scan' && target !== undefined;
  return [...(isWay ? [`${type} ${target}`] : []), ...(node.Plans ?? []).flatMap(waysOf)];
}
