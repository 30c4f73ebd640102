import type { DataSource } from 'typeorm';
import type { StepRecord, StepStore } from '../../activities/dependencies.ts';
import type { Digest } from '../contract.ts';
import { FrontalError } from '../errors.ts';
import { ask } from './ask.ts';
import { asBase64 } from './base64.ts';
import { endSubmission, NOTIFY_ENDED } from './end-submission.ts';
import { createParameters, type Parameters } from './parameters.ts';
import { storeArtifacts } from './store-artifacts.ts';

/** Where steps read and write, in PostgreSQL. Every statement locks artifacts, then step outputs, then submissions. */
export function createStepStore(dataSource: DataSource): StepStore {
  return {
    async load(digests) {
      const wanted = [...new Set(digests)];
      if (wanted.length === 0) return new Map();
      const rows = await ask<{ digest: Digest; base64: string }>(
        dataSource,
        `SELECT digest, ${asBase64('bytes')} AS base64 FROM artifact WHERE digest = ANY($1::text[])`,
        [wanted],
      );
      if (rows.length < wanted.length) throw new FrontalError('not_found', 'An artifact of the submission was erased.');
      return new Map(rows.map(({ digest, base64 }) => [digest, Buffer.from(base64, 'base64')]));
    },

    async recall(keys) {
      if (keys.length === 0) return new Map();
      const parameters = createParameters();
      return outputs(await ask(dataSource, recallOutputs(keys, parameters), parameters.values));
    },

    async remember(record, next = []) {
      const parameters = createParameters();
      const sql = `WITH ${storeArtifacts(record.artifacts, parameters)},
        ${rememberOutput(record, parameters)}
        ${recallOutputs(next, parameters)}`;
      return outputs(await ask(dataSource, sql, parameters.values));
    },

    async complete(submissionId, runId, record, result) {
      const parameters = createParameters();
      const { bind } = parameters;
      const sql = `WITH ${storeArtifacts(record.artifacts, parameters)},
        ${rememberOutput(record, parameters)},
        ended AS (
          UPDATE submission SET status = 'done', svg = ${bind(result.svg)}, document = ${bind(result.document)},
            timings = ${bind(JSON.stringify(result.timings))}::json, failure = NULL, ended_at = now()
          WHERE id = ${bind(submissionId)} AND (SELECT count(*) FROM remembered) >= 0
            AND (status = 'pending' OR status <> 'done' AND ended_run_id IS DISTINCT FROM ${bind(runId)})
          RETURNING id
        ) ${NOTIFY_ENDED}`;
      await ask(dataSource, sql, parameters.values);
    },

    async recordEnd(end) {
      await endSubmission(dataSource, end);
    },
  };
}

/**
 * The common table expression `remembered`: the first output under a key stays, unless artifacts of it have been erased
 * since.
 */
function rememberOutput({ key, step, output, artifacts }: StepRecord, { bind }: Parameters): string {
  const digests = artifacts.map(({ digest }) => digest);
  return `remembered AS (
    INSERT INTO step_output AS o (key, step, output, artifacts)
    SELECT ${bind(key)}, ${bind(step)}, ${bind(JSON.stringify(output))}::json, ${bind(digests)}::text[]
    FROM (SELECT count(*) FROM stored) AS after_artifacts
    ON CONFLICT (key) DO UPDATE SET output = excluded.output, artifacts = excluded.artifacts, created_at = now()
      WHERE ${ERASED}
    RETURNING 1
  )`;
}

function recallOutputs(keys: readonly string[], { bind }: Parameters): string {
  return `SELECT o.key, o.output FROM step_output AS o WHERE o.key = ANY(${bind(keys)}::text[]) AND NOT ${ERASED}`;
}

/** Whether an artifact that the step output `o` names is gone. */
const ERASED = `EXISTS (
  SELECT FROM unnest(o.artifacts) AS named (digest) WHERE NOT EXISTS (SELECT FROM artifact WHERE digest = named.digest)
)`;

function outputs(rows: { key: string; output: unknown }[]): Map<string, unknown> {
  return new Map(rows.map(({ key, output }) => [key, output]));
}
