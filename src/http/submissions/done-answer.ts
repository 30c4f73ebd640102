import { toAnswer, type AnswerOfRow } from '../../answer/done.ts';
import type { Frame, ResultDocument } from '../../contract/result.ts';
import type { StoredResult, Submission } from '../../submissions/submission.ts';
import type { Exports } from '../artifacts/exports.ts';
import type { StatusAnswer } from '../../contract/answers.ts';

/** Larger documents are read and written anew on a thread: each of these bytes would hold the event loop several times. */
const MAX_BYTES_HERE = 128 * 1024;

const DRAWING = Buffer.from('"svg":"');

export interface DoneAnswer {
  /** The answer up to its drawing, whose base64 comes next, and what follows it. */
  readonly before: Buffer;
  readonly after: Buffer;
}

/** The answer of a submission that is done, without its drawing, which is megabytes of base64. */
export async function doneAnswer(
  submission: Submission,
  { document, timings }: StoredResult,
  frame: Frame,
  exports: Pick<Exports, 'exportFace'>,
  held: AbortSignal,
): Promise<DoneAnswer> {
  const row = { ...rowOf(submission), timings_ms: { ...timings, total: millisecondsOf(submission) } };
  const answer =
    document.byteLength <= MAX_BYTES_HERE
      ? Buffer.from(JSON.stringify(toAnswer(JSON.parse(Buffer.from(document).toString()) as ResultDocument, frame, row) satisfies StatusAnswer))
      : Buffer.from(await exports.exportFace({ id: submission.id, frame, document }, { kind: 'answer', row }, held));
  // No text holds this: its quotes would be escaped. No key before it is called so.
  const at = answer.indexOf(DRAWING) + DRAWING.byteLength;
  return { before: answer.subarray(0, at), after: answer.subarray(at) };
}

function rowOf({ id, engine, expiresAt }: Submission): Omit<AnswerOfRow, 'timings_ms'> {
  return { id, engine, expires_at: expiresAt.toISOString() };
}

function millisecondsOf({ acceptedAt, endedAt }: Submission): number {
  return endedAt === null ? 0 : endedAt.getTime() - acceptedAt.getTime();
}
