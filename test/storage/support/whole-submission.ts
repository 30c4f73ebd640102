import type { DataSource } from 'typeorm';
import type { Artifact, StepRecord } from '../../../src/submissions/steps/ports.ts';
import type { Step } from '../../../src/contract/run.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { artifactOf } from '../../support/database.ts';

const TIMINGS = { decode: 0, rotate: 0, contour: 0, render: 0 };

/** Runs the four steps for a submission; their keys and artifacts begin with `name`. */
export async function runAll({ steps }: Stores, id: string, name: string): Promise<Artifact[]> {
  const artifact = (kind: string) => artifactOf(`${name} ${kind}`);
  const [alignment, upright, regions, svg, document] = ['alignment', 'upright', 'regions', 'svg', 'document'].map(artifact);
  await steps.remember(id, record(`${name} decode`, 'decode', [alignment!]));
  await steps.remember(id, record(`${name} rotate`, 'rotate', [upright!]));
  await steps.remember(id, record(`${name} contour`, 'contour', [regions!]));
  const result = { svg: svg!.digest, document: document!.digest, timings: TIMINGS };
  await steps.complete(id, 'run', record(`${name} render`, 'render', [svg!, document!]), result);
  return [alignment!, upright!, regions!, svg!, document!];
}

export function record(key: string, step: Step, artifacts: readonly Artifact[]): StepRecord {
  return { key, step, output: {}, artifacts };
}

export async function left(dataSource: DataSource): Promise<Record<'artifact' | 'step_output' | 'submission' | 'submission_step', number>> {
  const count = (table: string) => `(SELECT count(*)::int FROM ${table}) AS ${table}`;
  const [row] = await dataSource.query(`SELECT ${['artifact', 'step_output', 'submission', 'submission_step'].map(count).join(', ')}`);
  return row;
}
