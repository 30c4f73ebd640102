import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { FrontalError } from '../contract/errors.ts';
import { createMemoryRoom } from '../content/memory-room.ts';
import { heldFor } from './hold.ts';

/**
 * Answers with pieces that are fetched as fast as the caller reads, so that a slow one holds a piece or two. Where one
 * cannot be had any more the connection is cut: the headers, with the length, are out already.
 *
 * @param length of all pieces, bytes
 */
export function sendPieces(ctx: Context, mediaType: string, length: number, pieces: AsyncIterable<Buffer>): void {
  const body = Readable.from(pieces, { objectMode: false });
  body.once('error', () => ctx.res.destroy());
  ctx.type = mediaType;
  ctx.body = body;
  ctx.length = length;
}

/** Bytes that were made for callers and wait for them to read: of all of them together. */
const UNREAD_BYTES = 64 * 2 ** 20;
/** Smaller ones fit into what the system keeps for a connection, or nearly. */
const SMALL_BYTES = 2 ** 20;
const READ_WITHIN_MS = 60_000;
const LONGEST_WAIT_MS = 10_000;

/** Bounds what slow readers leave in memory of answers that lie nowhere else. */
export interface Unread {
  /** @throws FrontalError `busy` where too much is unread */
  keep(ctx: Context, bytes: number): Promise<void>;
}

export function createUnread(stopping?: AbortSignal): Unread {
  const room = createMemoryRoom(UNREAD_BYTES);
  return {
    async keep({ res }, bytes) {
      if (bytes <= SMALL_BYTES) return;
      const leave = await room.enter(bytes, { signal: heldFor(res, stopping), withinMs: LONGEST_WAIT_MS });
      // Whoever went meanwhile closes no second time.
      if (res.closed) {
        leave();
        throw new FrontalError('busy', 'The caller has gone.');
      }
      const late = setTimeout(() => res.destroy(), READ_WITHIN_MS);
      res.once('close', () => {
        clearTimeout(late);
        leave();
      });
    },
  };
}
