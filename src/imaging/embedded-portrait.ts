import { setImmediate as turnOfLoop } from 'node:timers/promises';

/** Where the base64 of a drawing's portrait lies. */
export interface EmbeddedPortrait {
  readonly from: number;
  readonly to: number;
}

const OPENING = Buffer.from('href="data:image/jpeg;base64,');

/** null where the drawing embeds none. Bytes are looked for, since a drawing as text would be megabytes once more. */
export function findPortrait(svg: Buffer): EmbeddedPortrait | null {
  const at = svg.indexOf(OPENING);
  if (at < 0) return null;
  const from = at + OPENING.length;
  const to = svg.indexOf('"', from);
  return to < 0 ? null : { from, to };
}

/** Decoded piece by piece, so that the event loop turns meanwhile. */
export async function decodePortraitOf(svg: Buffer, { from, to }: EmbeddedPortrait): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.ceil(((to - from) / 4) * 3));
  let length = 0;
  for (let at = from; at < to; at += PIECE) {
    length += bytes.write(svg.toString('latin1', at, Math.min(to, at + PIECE)), length, 'base64');
    await turnOfLoop();
  }
  return bytes.subarray(0, length);
}

/** Characters, by fours: three bytes each. */
const PIECE = 4 * 2 ** 18;
