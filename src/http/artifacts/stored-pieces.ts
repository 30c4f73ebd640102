import type { Digest } from '../../contract/run.ts';
import type { Submission, SubmissionStore } from '../../submissions/submission.ts';
import { loss } from '../../submissions/owned.ts';

/** By threes, so that the base64 of pieces is the base64 of the whole. */
export const PIECE_BYTES = 3 * 2 ** 16;

export interface StoredPieces {
  /** Of the whole artifact, bytes. */
  readonly size: number;
  /** Each is fetched when it is asked for. */
  readonly pieces: AsyncIterable<Buffer>;
}

/**
 * An artifact of the submission from where it lies, piece by piece. @throws FrontalError `gone`: it was
 * erased just now; `pieces` does so, too, since it can be erased in between
 */
export async function storedPieces(submissions: SubmissionStore, submission: Submission, digest: Digest): Promise<StoredPieces> {
  const first = await submissions.loadPiece(digest, 0, PIECE_BYTES);
  if (first === null) throw await loss(submissions, submission.id);
  return { size: first.size, pieces: piecesFrom(submissions, submission, digest, first) };
}

/** @param first the piece at the beginning */
export async function* piecesFrom(
  submissions: SubmissionStore,
  { id }: Submission,
  digest: Digest,
  first: { readonly bytes: Uint8Array; readonly size: number },
): AsyncGenerator<Buffer> {
  yield asBuffer(first.bytes);
  for (let at = first.bytes.byteLength; at < first.size; at += PIECE_BYTES) {
    const piece = await submissions.loadPiece(digest, at, PIECE_BYTES);
    if (piece === null) throw await loss(submissions, id);
    yield asBuffer(piece.bytes);
  }
}

export function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
