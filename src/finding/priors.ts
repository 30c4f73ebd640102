import type { PlaceInFace } from './place-in-face.ts';

/** What a head's picture is divided into; `bare` is skin of arms and ears, `cloth` whatever else belongs to the person. */
export const HEAD_CLASSES = ['ground', 'skin', 'hair', 'neck', 'bare', 'cloth'] as const;
export type HeadClass = (typeof HEAD_CLASSES)[number];

export type HeadShares = Readonly<Record<HeadClass, Float32Array>>;

/**
 * What each class's share of each pixel is before any colour is seen. All lengths are in units of the face; they were
 * set by hand on portraits, and say where a part mostly lies and how much that varies.
 * @param person how much of each pixel is a person's, 0 to 1
 */
export function priorsOf({ outside, across, belowChin, belowEyes }: PlaceInFace, person: Float32Array): HeadShares {
  const count = person.length;
  const empty = () => new Float32Array(count);
  const shares = { ground: empty(), skin: empty(), hair: empty(), neck: empty(), bare: empty(), cloth: empty() };
  for (let i = 0; i < count; i++) {
    const d = outside[i]!;
    const below = belowChin[i]!;
    const low = rise(below, -0.08, 0.06);
    const above = rise(-belowEyes[i]!, 0.15, 0.12);
    const beside = (1 - above) * (1 - rise(belowEyes[i]!, 0.55, 0.12));
    // The mesh ends below the hairline; beside it come the ears, below it nothing.
    const inFace = 1 - rise(d, above * 0.16 + beside * 0.06, 0.025 + above * 0.07 + beside * 0.04);
    const fringe = above * rise(d, -0.3, 0.12) * 0.35 + 0.01;
    const ownsFace = inFace * (1 - rise(d, -0.12, 0.05)) * 0.98;
    const somebody = Math.max(Math.min(0.985, Math.max(0.015, person[i]!)), ownsFace);
    const under = 1 - rise(Math.abs(across[i]!), 0.5 + 0.4 * Math.max(0, below), 0.08);
    const neck = low * under * (1 - rise(below, 0.7, 0.12));
    const locks = 0.3 * (1 - rise(below, 0.9, 0.25)) * (1 - 0.85 * under) + 0.02;
    const hair = 1 - low + low * locks;
    const cloth = low * (0.5 + 0.5 * rise(below, 0.4, 0.15)) + 0.03;
    const bare = 0.15;
    const outer = (somebody * (1 - inFace)) / (neck + hair + cloth + bare);
    shares.ground[i] = 1 - somebody;
    shares.skin[i] = somebody * inFace * (1 - fringe);
    shares.hair[i] = somebody * inFace * fringe + outer * hair;
    shares.neck[i] = outer * neck;
    shares.bare[i] = outer * bare;
    shares.cloth[i] = outer * cloth;
  }
  return shares;
}

/** From 0 to 1, half-way at `at`. */
function rise(value: number, at: number, width: number): number {
  return 1 / (1 + Math.exp((at - value) / width));
}
