import type { Context } from 'koa';
import { sendPieces } from '../send-pieces.ts';
import { namesTag } from '../input/entity-tag.ts';
import { asBuffer, type StoredPieces } from './stored-pieces.ts';

export interface SentArtifact {
  /** Strong. */
  readonly tag: string;
  readonly mediaType: string;
  /** What a browser saves it as. */
  readonly fileName: string;
  /** What is made, or where it is stored. Not called where the caller has these bytes already. */
  readonly bytes: () => Promise<Uint8Array | StoredPieces>;
}

/** Answers with a file, or 304. It is to be asked about each time, since a submission can be erased. */
export async function sendArtifact(ctx: Context, { tag, mediaType, fileName, bytes }: SentArtifact): Promise<void> {
  ctx.status = 200;
  if (namesTag(ctx.get('If-None-Match'), tag)) {
    ctx.status = 304;
  } else {
    const content = await bytes();
    if (content instanceof Uint8Array) ctx.body = asBuffer(content);
    else sendPieces(ctx, mediaType, content.size, content.pieces);
    ctx.type = mediaType;
    ctx.set('Content-Disposition', disposition(fileName));
  }
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.set('ETag', tag);
}

/** RFC 6266: a name of other characters than letters, digits, `.`, `_` and `-` in the extended form, too. */
function disposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  if (plain === fileName) return `inline; filename="${plain}"`;
  const extended = encodeURIComponent(fileName).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `inline; filename="${plain}"; filename*=UTF-8''${extended}`;
}
