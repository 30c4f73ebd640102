import type { StepRecord } from '../../activities/dependencies.ts';
import { STEPS } from '../contract.ts';
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
 * `remembered`, after the table `after`: the first output under a key stays, unless artifacts of it have been erased since. One
 * that is there is locked. Nothing is written for a submission that is not.
 */
export function rememberOutput(record: StepRecord, submission: string, after: string, { bind }: Parameters): string {
  const { key, step, output, artifacts } = record;
  const digests = artifacts.map(({ digest }) => digest);
  return `remembered AS (
    INSERT INTO step_output AS o (key, step, output, artifacts)
    SELECT ${bind(key)}, ${bind(step)}, ${bind(JSON.stringify(output))}::json, ${bind(digests)}::text[]
    WHERE ${isThere(submission)} AND ${comesAfter(after)}
    ON CONFLICT (key) DO UPDATE SET output = excluded.output, artifacts = excluded.artifacts, created_at = now()
      WHERE ${ERASED}
    RETURNING 1
  )`;
}

/** `recalled`, after the table `after`: the outputs under the keys, locked so that they can be referred to. */
export function recallOutputs(keys: readonly string[], after: string | null, { bind }: Parameters): string {
  return `recalled AS (
    SELECT o.key, o.output FROM step_output AS o
    WHERE o.key = ANY(${bind(keys)}::text[]) AND NOT ${ERASED} ${after === null ? '' : `AND ${comesAfter(after)}`}
    ORDER BY ${ORDER} FOR KEY SHARE
  )`;
}

/** `used_by`, after the table `after`, and `linked`: the submission, if it is there, uses the outputs of `keys`. */
export function linkOutputs(keys: string, submission: string, after: string): string {
  return `used_by AS (
      SELECT id FROM submission WHERE id = ${submission} AND ${comesAfter(after)} FOR KEY SHARE
    ),
    linked AS (
      INSERT INTO submission_step (submission_id, step_key) SELECT used_by.id, used.key FROM used_by, (${keys}) AS used (key)
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
