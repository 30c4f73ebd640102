import type { LabelFit, LabelSchemaName } from '../../contract/names.ts';
import type { Affine, Point } from '../plane/affine.ts';
import { type FaceInTwoForms, type PartInTwoForms, partsInTwoForms } from '../alignment/match-landmarks.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { faceAmongOthers } from './face-pieces.ts';
import { identifyLabels, piecesByLabel, type IdentifiedLabels } from './identify-labels.ts';
import { type Blob, labelBlobs } from './label-blobs.ts';
import { labelPieces, type LabelPieces, type Piece } from './label-pieces.ts';
import { LABEL_SCHEMA_TABLES, nameLabel } from './label-schemas.ts';
import { landmarkFrame, type Place } from './landmark-frame.ts';
import { type LandmarksOnMap, landmarkShare } from './landmark-share.ts';
import { mapPlacement, paddedFace } from './map-placement.ts';
import { twinLabels } from './twin-labels.ts';
import { withoutSpecks } from './without-specks.ts';

/** A label map as one fit lays it on the portrait. */
export interface FaceView {
  readonly fit: LabelFit;
  readonly placement: Affine;
  /** The face in the portrait as it would be if it had the map's shape. */
  readonly padded: LandmarksOnMap;
  readonly identified: IdentifiedLabels;
  readonly schema: LabelSchemaName | 'unknown';
  /** The schema that its places are judged by: the shape's where it says one. */
  readonly readable: LabelSchemaName | 'unknown';
  /** How many faces the map shows. */
  readonly faces: number;
  /** The map that was sent with background in place of other people's faces. */
  readonly own: LabelMap;
  /** The same without blended seams and without specks: what places are judged by. */
  readonly clean: LabelMap;
  /** Of `clean`. */
  readonly blobs: ReadonlyMap<number, Blob>;
  readonly pieces: ReadonlyMap<number, readonly Piece[]>;
  place(point: Point): Place;
  readonly match: Omit<FaceInTwoForms, 'labelSchema'>;
  /** Parts of the face that landmarks and map both tell, in pixels of the portrait. */
  readonly parts: readonly PartInTwoForms[];
  /** Mean share of landmarks on their labels; 0 where nothing can be said. */
  readonly share: number;
  /** Another fit that landmarks bear out, where this one was stated and they do not. */
  betterFit(): LabelFit | null;
}

export interface MapToView {
  /** Without blended seams. */
  readonly clear: LabelMap;
  /** What is to be cut. */
  readonly map: LabelMap;
  readonly face: LandmarksOnMap;
  readonly rollDegrees: number;
  readonly schema: LabelSchemaName | null;
}

/** What specks, other faces and blended seams are kept from hiding, found once for all fits. */
export interface KnownMap {
  readonly clean: LabelMap;
  readonly blobs: ReadonlyMap<number, Blob>;
  readonly found: LabelPieces;
}

export function knowMap(clear: LabelMap): KnownMap {
  const clean = withoutSpecks(clear);
  return { clean, blobs: labelBlobs(clean), found: labelPieces(clean) };
}

export function viewMap(fit: LabelFit, given: MapToView, known: KnownMap, betterFit: FaceView['betterFit']): FaceView {
  const { map, face, schema: stated, rollDegrees } = given;
  const placement = mapPlacement(fit, map, face.portraitSize);
  const padded = paddedFace(face, map, placement);
  const frame = landmarkFrame(padded.landmarks, padded.landmarkSchema);
  const [scaleX, scaleY] = [padded.portraitSize.width / map.width, padded.portraitSize.height / map.height];
  const place = ([x, y]: Point): Place => frame.place([x * scaleX, y * scaleY]);
  const identify = ({ clean, blobs, found }: KnownMap) =>
    identifyLabels(clean, stated, { blobs, pieces: piecesByLabel(found.pieces), rollDegrees, face: padded });

  const first = identify(known);
  const name = first.shape === 'unknown' ? first.finding.schema : first.shape;
  const others = name === 'unknown' ? null : faceAmongOthers({ map: known.clean, found: known.found, schema: name, place });
  const alone = others === null ? known : knowMap(others.alone);
  const identified = others === null ? first : identify(alone);
  const schema = identified.finding.schema;
  const readable = identified.shape === 'unknown' ? schema : identified.shape;
  const pieces = piecesByLabel(alone.found.pieces);
  const match = matchable(alone, padded, identified, readable, pieces);
  return {
    fit,
    placement,
    padded,
    place,
    identified,
    schema,
    readable,
    faces: others?.faces ?? 1,
    own: others === null ? map : keepWhere(map, others.alone, known.clean),
    clean: alone.clean,
    blobs: alone.blobs,
    pieces,
    match,
    parts: readable === 'unknown' ? [] : partsInTwoForms({ ...match, labelSchema: readable }).map((part) => inPortrait(part, placement)),
    share: meanShareOf(match, readable),
    betterFit,
  };
}

/** The map where the face's own is left, and what differs from the judged map (specks, seams) where it touches that. */
function keepWhere(map: LabelMap, alone: LabelMap, judged: LabelMap): LabelMap {
  const { width } = map;
  const ids = map.ids.slice();
  const isTaken = (at: number): boolean => judged.ids[at] !== 0 && alone.ids[at] === 0;
  const around = (at: number): number[] => {
    const column = at % width;
    return [at - width, at + width, ...(column > 0 ? [at - 1] : []), ...(column < width - 1 ? [at + 1] : [])].filter((other) => other >= 0 && other < ids.length);
  };
  for (let at = 0; at < ids.length; at++) {
    if (isTaken(at)) ids[at] = 0;
    // A speck that was blanked before goes with what lies around it.
    else if (ids[at] !== 0 && judged.ids[at] === 0 && around(at).some(isTaken) && !around(at).some((other) => alone.ids[other] !== 0)) ids[at] = 0;
  }
  return { ...map, ids };
}

/** Labels that lie elsewhere in error are left out, and of the others what lies in place alone. */
function matchable(
  { clean, blobs }: KnownMap,
  padded: LandmarksOnMap,
  { placed }: IdentifiedLabels,
  schema: LabelSchemaName | 'unknown',
  pieces: ReadonlyMap<number, readonly Piece[]>,
): FaceView['match'] {
  const twinEyes = schema === 'unknown' ? null : eyesUnderOneLabel(schema, pieces, padded, clean);
  if (placed === null || placed.name !== schema) return { ...padded, labelMap: clean, blobs, twinEyes };
  const inPlace = [...blobs].flatMap(([label, blob]) => {
    const own = placed.inPlace.get(label);
    if (own !== undefined) return [[label, own] as const];
    return LABEL_SCHEMA_TABLES[placed.name].parts.has(label) ? [] : [[label, blob] as const];
  });
  return { ...padded, labelMap: clean, blobs: new Map(inPlace), twinEyes };
}

function eyesUnderOneLabel(
  schema: LabelSchemaName,
  pieces: ReadonlyMap<number, readonly Piece[]>,
  { portraitSize }: LandmarksOnMap,
  { width, height }: LabelMap,
): readonly [Point, Point] | null {
  const across = Math.sqrt((portraitSize.width * height) / (portraitSize.height * width));
  const inProportion = new Map(
    Array.from(pieces, ([label, own]) => [label, own.slice(0, 2).map((piece) => ({ ...piece, centroid: [piece.centroid[0] * across, piece.centroid[1] / across] as const }))]),
  );
  const [label] = [...twinLabels(inProportion, LABEL_SCHEMA_TABLES[schema]).keys()].filter((twin) => nameLabel(schema, twin).name === 'eye');
  const [one, other] = label === undefined ? [] : pieces.get(label)!;
  return one === undefined || other === undefined ? null : [one.centroid, other.centroid];
}

/** Off the padding, where there is any. */
function inPortrait({ part, landmark, map }: PartInTwoForms, [, , , , x, y]: Affine): PartInTwoForms {
  return { part, landmark: [landmark[0] + x, landmark[1] + y], map: [map[0] + x, map[1] + y] };
}

function meanShareOf(match: FaceView['match'], schema: LabelSchemaName | 'unknown'): number {
  if (schema === 'unknown') return 0;
  const shares = Object.values(landmarkShare(match.labelMap, match.blobs, schema, match)).filter((share) => share !== null);
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
