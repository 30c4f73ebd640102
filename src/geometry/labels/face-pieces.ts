import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { type LabelPieces, pieceBorders, type Piece } from './label-pieces.ts';
import { nameLabel } from './label-schemas.ts';
import type { Place } from './landmark-frame.ts';
import { type Feature, featureOf } from './part-places.ts';

export interface FaceAmongOthers {
  /** The map with background in place of what belongs to others. */
  readonly alone: LabelMap;
  /** With the face itself. */
  readonly faces: number;
}

export interface FacesQuestion {
  readonly map: LabelMap;
  readonly found: LabelPieces;
  readonly schema: LabelSchemaName;
  /** Where a point of the map lies in the face that the landmarks mean. */
  place(point: Point): Place;
}

/** Of the largest piece of the same feature: a bystander's is a tenth, a speck far less. */
const MIN_FEATURE = 0.02;
const MIN_FEATURE_PX = 4;
/** Other kinds of features than one, for others than a stray part to count as a face. */
const MIN_KINDS = 2;
/** Where skin is shared, cheek to cheek, it takes more to tell a face by. */
const MIN_KINDS_SHARED = 3;
/** Of the own face's skin, where a schema has no features to tell a face by. */
const MIN_BARE_FACE = 0.05;
/** A piece that two faces share is the landmarks' own, unless the other has so many times its border. */
const MAX_SHARED = 4;

/**
 * Parts the pieces of a map between the face that the landmarks mean and others: features by where they lie, skin by its
 * features, everything else by what it touches, step by step, and what touches nothing by what is near. Pieces stay whole.
 *
 * @returns null where the map shows one face
 */
export function faceAmongOthers({ map, found, schema, place }: FacesQuestion): FaceAmongOthers | null {
  const { pieces } = found;
  const names = pieces.map(({ label }) => nameLabel(schema, label).name);
  const features = featuresOf(pieces, names);
  const isOwn = (at: number): boolean => isNear(featureOf(names[at]!), place(pieces[at]!.centroid));
  const foreign = features.filter((at) => !isOwn(at));
  const bare = features.length === 0;
  const kindsOf = (some: readonly number[]): number => new Set(some.map((at) => featureOf(names[at]!))).size;
  // Where the landmarks have no face, the map's only one is not another.
  if (!bare && Math.min(kindsOf(foreign), kindsOf(features.filter(isOwn))) < MIN_KINDS) return null;

  const borders = pieceBorders(found, map.width);
  const skinOf = (at: number): number | null => longest([...borders[at]!].filter(([other]) => names[other] === 'skin'));
  const ownSkins = new Set(bare ? ownSkin(pieces, names, place) : features.filter(isOwn).map(skinOf));
  const faces = bare ? bareFaces(pieces, names, place, ownSkins) : facesBySkin(foreign, skinOf, ownSkins, (at) => featureOf(names[at]!)!);
  if (faces.length === 0) return null;

  const owner = new Int32Array(pieces.length).fill(-1);
  for (const [at, face] of faces.flatMap((members, i) => members.map((member) => [member, i + 1] as const))) owner[at] = face;
  for (const at of [...features.filter(isOwn), ...ownSkins]) if (at !== null) owner[at] = 0;
  spread(owner, borders, pieces.map(({ pixels }) => pixels));
  giveToNearest(owner, pieces);
  return { alone: keepOwn(map, found, owner), faces: faces.length + 1 };
}

/** Pieces that are features and no specks. */
function featuresOf(pieces: readonly Piece[], names: readonly string[]): number[] {
  const largest = new Map<Feature, number>();
  for (const [at, { pixels }] of pieces.entries()) {
    const feature = featureOf(names[at]!);
    if (feature !== null) largest.set(feature, Math.max(largest.get(feature) ?? 0, pixels));
  }
  return pieces.flatMap(({ pixels }, at) => {
    const feature = featureOf(names[at]!);
    return feature !== null && pixels >= Math.max(MIN_FEATURE_PX, MIN_FEATURE * largest.get(feature)!) ? [at] : [];
  });
}

/** Whether a feature lies so near to its place in the landmarks' face that it can only be this face's. */
function isNear(feature: Feature | null, { across, down }: Place): boolean {
  const aside = Math.abs(across);
  switch (feature) {
    case 'eye':
      return aside < 1.2 && Math.abs(down) < 0.6;
    case 'brow':
      return aside < 1.4 && down > -1.2 && down < 0.4;
    case 'nose':
      return aside < 0.9 && down > -0.3 && down < 1.2;
    case 'lip':
      return aside < 1 && down > 0.3 && down < 1.9;
    case null:
      return true;
  }
}

/** Foreign features by the skin that they lie in, where they are enough for a face; with the skin itself. */
function facesBySkin(
  foreign: readonly number[],
  skinOf: (at: number) => number | null,
  ownSkins: ReadonlySet<number | null>,
  featureAt: (at: number) => Feature,
): number[][] {
  const bySkin = new Map<number | null, number[]>();
  for (const at of foreign) {
    const skin = skinOf(at);
    bySkin.set(skin, [...(bySkin.get(skin) ?? []), at]);
  }
  return [...bySkin].flatMap(([skin, members]) => {
    const isShared = skin === null || ownSkins.has(skin);
    const kinds = new Set(members.map(featureAt)).size;
    if (kinds < (isShared ? MIN_KINDS_SHARED : MIN_KINDS)) return [];
    return [isShared ? members : [...members, skin]];
  });
}

/** The skin that the landmarks lie nearest to, of a schema without features. */
function ownSkin(pieces: readonly Piece[], names: readonly string[], place: FacesQuestion['place']): number[] {
  const distance = (at: number): number => {
    const { across, down } = place(pieces[at]!.centroid);
    return Math.hypot(across, down - 0.4);
  };
  const skins = pieces.flatMap((_, at) => (names[at] === 'skin' ? [at] : []));
  const [largest] = skins.toSorted((a, b) => pieces[b]!.pixels - pieces[a]!.pixels);
  const near = skins.filter((at) => distance(at) < 1.2 && pieces[at]!.pixels > MIN_BARE_FACE * pieces[largest!]!.pixels);
  return near.length > 0 ? near : skins.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
}

function bareFaces(pieces: readonly Piece[], names: readonly string[], place: FacesQuestion['place'], own: ReadonlySet<number | null>): number[][] {
  const pixels = pieces.reduce((sum, piece, at) => sum + (own.has(at) ? piece.pixels : 0), 0);
  return pieces.flatMap((piece, at) => {
    if (names[at] !== 'skin' || own.has(at) || piece.pixels < MIN_BARE_FACE * pixels) return [];
    const { across, down } = place(piece.centroid);
    return Math.abs(across) > 1.6 || down < -1.5 || down > 2.2 ? [[at]] : [];
  });
}

/** Step by step, what touches pieces that have an owner goes to the one that it shares the longest border with. */
function spread(owner: Int32Array, borders: readonly ReadonlyMap<number, number>[], pixels: readonly number[]): void {
  let edge = [...owner.keys()].filter((at) => owner[at]! >= 0);
  while (edge.length > 0) {
    const reached = new Set(edge.flatMap((at) => [...borders[at]!.keys()]).filter((at) => owner[at] === -1));
    const given = [...reached].map((at) => {
      const shares = new Map<number, number>();
      for (const [other, length] of borders[at]!) if (owner[other]! >= 0) shares.set(owner[other]!, (shares.get(owner[other]!) ?? 0) + length);
      const best = longest([...shares])!;
      return [at, shares.has(0) && shares.get(best)! < MAX_SHARED * shares.get(0)! ? 0 : best] as const;
    });
    for (const [at, face] of given) owner[at] = face;
    edge = given.map(([at]) => at).sort((a, b) => pixels[b]! - pixels[a]!);
  }
}

/** What no border leads to goes to the face whose middle is nearest, in sides of a square as large as what it has. */
function giveToNearest(owner: Int32Array, pieces: readonly Piece[]): void {
  const sums = new Map<number, { pixels: number; x: number; y: number }>();
  for (const [at, { pixels, centroid: [x, y] }] of pieces.entries()) {
    const face = owner[at]!;
    if (face < 0) continue;
    const sum = sums.get(face) ?? { pixels: 0, x: 0, y: 0 };
    sums.set(face, { pixels: sum.pixels + pixels, x: sum.x + pixels * x, y: sum.y + pixels * y });
  }
  const middles = Array.from(sums, ([face, { pixels, x, y }]) => ({ face, x: x / pixels, y: y / pixels, side: Math.sqrt(pixels) }));
  for (const [at, { centroid: [x, y] }] of pieces.entries()) {
    if (owner[at] !== -1) continue;
    const [nearest] = middles.toSorted((a, b) => Math.hypot(a.x - x, a.y - y) / a.side - Math.hypot(b.x - x, b.y - y) / b.side);
    owner[at] = nearest!.face;
  }
}

function keepOwn(map: LabelMap, { runs: { count, start, end, piece } }: LabelPieces, owner: Int32Array): LabelMap {
  const ids = map.ids.slice();
  for (let run = 0; run < count; run++) if (owner[piece[run]!] !== 0) ids.fill(0, start[run]!, end[run]!);
  return { ...map, ids };
}

function longest<K>(lengths: readonly (readonly [K, number])[]): K | null {
  let most: readonly [K, number] | null = null;
  for (const entry of lengths) if (most === null || entry[1] > most[1]) most = entry;
  return most === null ? null : most[0];
}

