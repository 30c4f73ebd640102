import type { Context } from 'koa';
import { namesTag } from '../input/entity-tag.ts';

export interface SentArtifact {
  /** Strong. */
  readonly tag: string;
  readonly mediaType: string;
  /** What a browser saves it as. */
  readonly fileName: string;
  /** Not called where the caller has these bytes already. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** Answers with a file, or 304. It is to be asked about each time, since a submission can be erased. */
export async function sendArtifact(ctx: Context, { tag, mediaType, fileName, bytes }: SentArtifact): Promise<void> {
  ctx.status = 200;
  if (namesTag(ctx.get('If-None-Match'), tag)) {
    ctx.status = 304;
  } else {
    const { buffer, byteOffset, byteLength } = await bytes();
    ctx.body = Buffer.from(buffer, byteOffset, byteLength);
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
