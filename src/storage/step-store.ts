import type { DataSource } from 'typeorm';
import type { Artifact, StepStore } from '../submissions/steps/ports.ts';
import type { Digest } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';
import { ask } from './ask.ts';
import { asBase64 } from './base64.ts';
import { endSubmission, type EndedRow, findToEnd, toldOf, WHETHER_ENDED } from './end-submission.ts';
import { createParameters } from './parameters.ts';
import { comesAfter, isThere, linkOutputs, recallOutputs, rememberOutput } from './step-outputs.ts';
import { storeArtifacts } from './store-artifacts.ts';

/**
 * Where steps read and write, in PostgreSQL.
 *
 * @param wrote is told what was stored for a submission that is there; what comes for one that was erased is not
 */
export function createStepStore(dataSource: DataSource, wrote: (artifacts: readonly Artifact[]) => void = () => {}): StepStore {
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

    async recall(submissionId, keys) {
      if (keys.length === 0) return new Map();
      const parameters = createParameters();
      const submission = parameters.bind(submissionId);
      const sql = `WITH ${recallOutputs(keys, submission, null, parameters)},
        ${linkOutputs({ recalled: true }, submission, 'recalled', parameters)}
        ${RECALLED}`;
      return outputs(await ask<RecalledRow>(dataSource, sql, parameters.values));
    },

    async remember(submissionId, record, next = []) {
      const parameters = createParameters();
      const submission = parameters.bind(submissionId);
      const sql = `WITH ${storeArtifacts(record.artifacts, parameters, isThere(submission))},
        ${rememberOutput(record, submission, 'stored', parameters)},
        ${recallOutputs(next, submission, 'remembered', parameters)},
        ${linkOutputs({ key: record.key, recalled: true }, submission, 'recalled', parameters)}
        ${RECALLED}`;
      const rows = await ask<RecalledRow>(dataSource, sql, parameters.values);
      if (rows.length > 0) wrote(record.artifacts);
      return outputs(rows);
    },

    async complete(submissionId, runId, record, result) {
      const parameters = createParameters();
      const { bind } = parameters;
      const submission = bind(submissionId);
      const sql = `WITH ${storeArtifacts(record.artifacts, parameters, isThere(submission))},
        named AS (
          SELECT digest FROM artifact WHERE digest = ANY(${bind([result.svg, result.document])}::text[]) AND ${comesAfter('stored')}
          ORDER BY digest FOR KEY SHARE
        ),
        ${rememberOutput(record, submission, 'named', parameters)},
        ${linkOutputs({ key: record.key }, submission, 'remembered', parameters)},
        ${findToEnd(submission, comesAfter('linked'))},
        ended AS (
          UPDATE submission SET status = 'done', svg = ${bind(result.svg)}, document = ${bind(result.document)},
            timings = ${bind(JSON.stringify(result.timings))}::json, failure = NULL, ended_at = now(), ended_run_id = ${bind(runId)}
          WHERE id = ${submission} AND ${comesAfter('found')}
            AND (status = 'pending' OR status <> 'done' AND ended_run_id IS DISTINCT FROM ${bind(runId)})
          RETURNING id
        ) ${WHETHER_ENDED}, EXISTS (SELECT FROM used_by) AS "isThere"`;
      const rows = await ask<EndedRow & { isThere: boolean }>(dataSource, sql, parameters.values);
      if (rows[0]?.isThere) wrote(record.artifacts);
      return toldOf(dataSource, submissionId, rows);
    },

    async recordEnd(end) {
      return endSubmission(dataSource, end);
    },
  };
}

/** No row where the submission is not there; one without a key where it is and nothing was recalled. */
const RECALLED = 'SELECT recalled.key, recalled.output FROM used_by LEFT JOIN recalled ON true';

interface RecalledRow {
  readonly key: string | null;
  readonly output: unknown;
}

function outputs(rows: readonly RecalledRow[]): Map<string, unknown> {
  return new Map(rows.flatMap(({ key, output }) => (key === null ? [] : [[key, output]])));
}
