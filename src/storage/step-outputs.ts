import type { StepRecord } from '../submissions/steps/ports.ts';
import { STEPS } from '../contract/run.ts';
import type { Parameters } from './parameters.ts';

/**
 * Common table expressions of statements that write and read step outputs for a submission. A statement locks what it
 * is about to refer to, artifacts first, then step outputs in the order of ORDER, then the submission: erasing locks the
 * same in the same order, and so sees every reference that is there or comes into being.
 */

/** In which step outputs `o` are locked. */
export const ORDER = `array_position(ARRAY[${STEPS.map((step) => `'${step}'`).join(', ')}], o.step), o.key`;

/** That the submission is there, as the statement began. */
export function isThere(submission: string): string {
  return `EXISTS (SELECT FROM submission WHERE id = ${submission})`;
}

/**
 * The key under which an output of the submission `s` is kept: that of the step, and before it the tenant, where there is
 * one. No tenant can tell by what is remembered, or by the time it takes, what another one has sent. The tenant is read
 * from the row, since Temporal does not know it.
 */
function keptUnder(key: string): string {
  return `concat_ws('/', s.tenant, ${key})`;
}

/**
 * `remembered`, after the table `after`: the first output under a key stays, unless artifacts of it have been erased since. One
 * that is there is locked. Nothing is written for a submission that is not.
 */
export function rememberOutput(record: StepRecord, submission: string, after: string, { bind }: Parameters): string {
  const { key, step, output, artifacts } = record;
  const digests = artifacts.map(({ digest }) => digest);
  return `remembered AS (
    INSERT INTO step_output AS o (key, step, output, artifacts)
    SELECT ${keptUnder(`${bind(key)}::text`)}, ${bind(step)}, ${bind(JSON.stringify(output))}::json, ${bind(digests)}::text[]
    FROM submission AS s WHERE s.id = ${submission} AND ${comesAfter(after)}
    ON CONFLICT (key) DO UPDATE SET output = excluded.output, artifacts = excluded.artifacts, created_at = now()
      WHERE ${ERASED}
    RETURNING 1
  )`;
}

/**
 * `recalled`, after the table `after`: the outputs that the submission may use of the steps with these keys, locked so
 * that they can be referred to.
 */
export function recallOutputs(keys: readonly string[], submission: string, after: string | null, { bind }: Parameters): string {
  return `recalled AS (
    SELECT step.key, o.key AS kept_under, o.output
    FROM submission AS s, unnest(${bind(keys)}::text[]) AS step (key), step_output AS o
    WHERE s.id = ${submission} AND o.key = ${keptUnder('step.key')} AND NOT ${ERASED} ${after === null ? '' : `AND ${comesAfter(after)}`}
    ORDER BY ${ORDER} FOR KEY SHARE OF o
  )`;
}

/**
 * `used_by`, after the table `after`, and `linked`: the submission, if it is there, uses the output of the step with the
 * key, where there is one, and those in `recalled`, where there is that table.
 */
export function linkOutputs(
  { key = null, recalled = false }: { key?: string | null; recalled?: boolean },
  submission: string,
  after: string,
  { bind }: Parameters,
): string {
  const own = key === null ? [] : [`SELECT id, ${keptUnder(`${bind(key)}::text`)} FROM used_by AS s`];
  const others = recalled ? ['SELECT id, kept_under FROM used_by, recalled'] : [];
  return `used_by AS (
      SELECT id, tenant FROM submission WHERE id = ${submission} AND ${comesAfter(after)} FOR KEY SHARE
    ),
    linked AS (
      INSERT INTO submission_step (submission_id, step_key) ${[...own, ...others].join(' UNION ')}
      ON CONFLICT DO NOTHING
      RETURNING 1
    )`;
}

/** A condition that holds always, and is decided once all of the table has been. */
export function comesAfter(table: string): string {
  return `(SELECT count(*) FROM ${table}) >= 0`;
}

/** Whether an artifact that the step output `o` names is gone. */
const ERASED = `EXISTS (
  SELECT FROM unnest(o.artifacts) AS named (digest) WHERE NOT EXISTS (SELECT FROM artifact WHERE digest = named.digest)
)`;
