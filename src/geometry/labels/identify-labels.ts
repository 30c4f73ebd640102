import type { LabelFinding } from '../../contract/label-finding.ts';
import type { Warning } from '../../contract/warning.ts';
import { LABEL_SCHEMAS, type LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { chooseReading, contradict, meanShare } from './choose-reading.ts';
import type { Twins } from './face-layout.ts';
import { type Blob, labelBlobs, solidity, stretchBlobs } from './label-blobs.ts';
import { mainNeighbour } from './label-neighbours.ts';
import { labelPieces, type Piece } from './label-pieces.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';
import { landmarkFrame } from './landmark-frame.ts';
import { type LandmarksOnMap, landmarkShare } from './landmark-share.ts';
import { readAs, type Reading, saysTwins } from './read-as-schema.ts';
import { type PlacedReading, readByLandmarks } from './read-by-landmarks.ts';
import { readPortraitByLandmarks } from './read-portrait-by-landmarks.ts';
import { doubtsAbout } from './stated-schema.ts';
import { twinLabels } from './twin-labels.ts';

/** What is known besides the map; each is evidence only, and none is needed. */
export interface LabelEvidence {
  /** Labels of the map, in its frame, where they were counted already. */
  readonly blobs?: ReadonlyMap<number, Blob>;
  /** Pieces of the map by label, the largest first, where they were found already. */
  readonly pieces?: ReadonlyMap<number, readonly Piece[]>;
  /** Tilt of the face. */
  readonly rollDegrees?: number;
  readonly face?: LandmarksOnMap;
}

export interface IdentifiedLabels {
  /** Without the fit, which is no matter of the labels. */
  readonly finding: Omit<LabelFinding, 'fit'>;
  /** What the map says; differs from the finding's schema where one was stated. */
  readonly shape: LabelSchemaName | 'unknown';
  /** The map as the landmarks have the schema read it, where it took them to uphold it. */
  readonly placed: PlacedReading | null;
  /** The reading that comes nearest, whether it is taken or not. */
  readonly closest: Reading | null;
  readonly warnings: readonly Warning[];
}

/** Labels that hold less than this share of the map's regions are noise: they say nothing about its schema. */
const NOISE_SHARE = 0.0001;
/** So are labels whose pixels are strewn; two small earrings, far apart, or an eye among strewn pixels are more solid. */
const NOISE_SOLIDITY = 0.003;
/** Of a label's largest piece: smaller ones are specks of it. */
const SPECK_SHARE = 0.02;
/** Its 11 is an ear or glasses to others: who has found a map knows, and says so, and nobody else's is taken for one. */
const OWN_SCHEMA = 'frontal-11' satisfies LabelSchemaName;
/** A reading below this is no runner-up worth naming. */
const MIN_RUNNER_UP = 0.05;

/** Of the landmarks' mean share on their labels: a shape that has less is one by chance, if another schema is upheld. */
const CHANCE_SHARE = 0.3;
const UPHELD_SHARE = 0.5;
/** Of a part's landmarks, on its label; of few landmarks one misses easily. */
const DENIED = 0.05;
const BORNE_OUT = 0.8;
const MANY_LANDMARKS = 20;
/** Of several schemas that landmarks uphold one has to lead the others by as much. */
const MIN_LEAD = 0.85;
const MAX_AGAINST = 8;

/**
 * Finds what a map's labels mean. Numbers alone do not tell (every 19-class model uses 0 to 18), so each schema is asked
 * whether the parts lie as in a face when the labels are read its way. Where several fit equally well and name the map
 * alike, the one listed first is taken; where they name it differently, the tilt of the face and the landmarks decide,
 * or nobody. Where none fits in everything, as models answer that miss a part or put it elsewhere, the schema is taken
 * that the landmarks uphold, with less confidence. A stated schema is used, and checked: what speaks against it becomes a
 * warning.
 */
export function identifyLabels(
  map: LabelMap,
  stated: LabelSchemaName | null,
  evidence: LabelEvidence = {},
): IdentifiedLabels {
  const all = evidence.blobs ?? labelBlobs(map);
  const wider = stretchOf(map, evidence.face);
  const blobs = withoutNoise(stretchBlobs(all, wider));
  const neighbourOf = rememberingNeighbours(map);
  const pieces = withoutLabels(evidence.pieces ?? piecesByLabel(labelPieces(map).pieces), blobs);
  const twinsOf = (name: LabelSchemaName): Twins => twinLabels(stretchPieces(pieces, wider), LABEL_SCHEMA_TABLES[name]);
  const schemas = LABEL_SCHEMAS.filter((name) => name !== OWN_SCHEMA || name === stated);
  const readings = schemas.flatMap((name) => readAs(LABEL_SCHEMA_TABLES[name], blobs, neighbourOf, twinsOf(name)) ?? []).sort(
    (a, b) => b.confidence - a.confidence,
  );
  const { face } = evidence;
  const byShape = chooseReading(readings.filter(({ name }) => face === undefined || !isDenied(name, blobs, map, face)), blobs, map, evidence);
  const placed = face === undefined ? [] : placeReadings(map, blobs, { schemas, pieces, neighbourOf, twinsOf, face });
  const upheld = chooseUpheld(placed, blobs);
  const isByChance = byShape !== null && upheld !== null && contradict(byShape.name, upheld.name, blobs) && meanShare(byShape.name, blobs, map, face!) < CHANCE_SHARE && meanShare(upheld.name, blobs, map, face!) > UPHELD_SHARE;
  const found = byShape === null || isByChance ? upheld : byShape;
  const shape = found?.name ?? 'unknown';
  const schema = stated ?? shape;
  const ofStated = placed.find((reading) => reading.name === schema && reading.upheld) ?? null;
  const own = found?.name === schema ? found : better(readings.find(({ name }) => name === schema), ofStated);
  const other = readings.find(({ name }) => name !== schema);
  return {
    finding: {
      schema,
      source: stated === null ? 'shape' : 'stated',
      confidence: rounded(own?.confidence ?? 0),
      runnerUp:
        other === undefined || other.confidence < MIN_RUNNER_UP
          ? null
          : { schema: other.name, confidence: rounded(other.confidence) },
      landmarkShare: face === undefined || schema === 'unknown' ? null : landmarkShare(map, blobs, schema, face),
      against: schema === 'unknown' ? [] : [...new Set([...(own?.against ?? []), ...saysAllTwins(schema, twinsOf(schema))])].slice(0, MAX_AGAINST),
    },
    shape,
    placed: own?.fits === true ? null : ofStated,
    closest: [...placed, ...readings].toSorted((a, b) => b.confidence - a.confidence)[0] ?? null,
    warnings: stated === null ? [] : doubtsAbout(stated, all, own ?? undefined, found),
  };
}

/**
 * Whether landmarks that do lie on the face deny a reading: those of eyes, nose or mouth all lie on other labels, while
 * those of another part lie where they should.
 */
function isDenied(name: LabelSchemaName, blobs: ReadonlyMap<number, Blob>, map: LabelMap, face: LandmarksOnMap): boolean {
  if (face.landmarks.length < MANY_LANDMARKS) return false;
  const { eye, nose, lip } = landmarkShare(map, blobs, name, face);
  const shares = [eye, nose, lip].filter((share) => share !== null);
  return shares.some((share) => share < DENIED) && shares.some((share) => share > BORNE_OUT);
}

interface Placing {
  readonly schemas: readonly LabelSchemaName[];
  readonly pieces: ReadonlyMap<number, readonly Piece[]>;
  readonly neighbourOf: (label: number) => number | null;
  readonly twinsOf: (name: LabelSchemaName) => Twins;
  readonly face: LandmarksOnMap;
}

/** The map as the landmarks have each schema read it, the most confident first. */
function placeReadings(map: LabelMap, blobs: ReadonlyMap<number, Blob>, { schemas, pieces, neighbourOf, twinsOf, face }: Placing): PlacedReading[] {
  const { landmarks, landmarkSchema, portraitSize } = face;
  const frame = landmarkFrame(landmarks, landmarkSchema);
  const [scaleX, scaleY] = [portraitSize.width / map.width, portraitSize.height / map.height];
  const placedMap = { pieces, neighbourOf, place: ([x, y]: Point) => frame.place([x * scaleX, y * scaleY]) };
  return schemas.map((name) => {
    // Its twins lie in the portrait's proportions, and are placed as they lie in the map.
    const twins = new Map(Array.from(twinsOf(name).keys(), (label) => [label, [pieces.get(label)![0]!, pieces.get(label)![1]!] as const]));
    if (name === 'mediapipe-6') return readPortraitByLandmarks(LABEL_SCHEMA_TABLES[name], placedMap, map, face);
    return readByLandmarks(LABEL_SCHEMA_TABLES[name], placedMap, landmarkShare(map, blobs, name, face), twins);
  }).sort((a, b) => b.confidence - a.confidence);
}

function chooseUpheld(placed: readonly PlacedReading[], blobs: ReadonlyMap<number, Blob>): PlacedReading | null {
  const [best, ...others] = placed.filter(({ upheld }) => upheld);
  if (best === undefined) return null;
  const rivals = others.filter(({ name, confidence, odd }) => {
    return confidence > MIN_LEAD * best.confidence && odd.length <= best.odd.length && contradict(name, best.name, blobs);
  });
  return rivals.length === 0 ? best : null;
}

function saysAllTwins(schema: LabelSchemaName, twins: Twins): string[] {
  return [...twins.keys()].map((label) => saysTwins(LABEL_SCHEMA_TABLES[schema], label));
}

function better(one: Reading | undefined, other: PlacedReading | null): Reading | null {
  if (one === undefined || other === null) return one ?? other;
  return one.fits || one.confidence > other.confidence ? one : other;
}

export function piecesByLabel(pieces: readonly Piece[]): Map<number, Piece[]> {
  const byLabel = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const own = byLabel.get(piece.label);
    if (own === undefined) byLabel.set(piece.label, [piece]);
    else own.push(piece);
  }
  for (const own of byLabel.values()) own.sort((a, b) => b.pixels - a.pixels);
  return byLabel;
}

/** Pieces of the labels that are no noise, those left out that are specks beside the label's largest. */
function withoutLabels(pieces: ReadonlyMap<number, readonly Piece[]>, blobs: ReadonlyMap<number, Blob>): Map<number, readonly Piece[]> {
  const kept = new Map<number, readonly Piece[]>();
  for (const [label, own] of pieces) {
    if (blobs.has(label)) kept.set(label, own.filter(({ pixels }) => pixels >= SPECK_SHARE * own[0]!.pixels));
  }
  return kept;
}

/** See stretchBlobs. */
function stretchPieces(pieces: ReadonlyMap<number, readonly Piece[]>, wider: number): ReadonlyMap<number, readonly Piece[]> {
  const across = Math.sqrt(wider);
  const stretched = ({ centroid: [x, y], ...piece }: Piece): Piece => ({ ...piece, centroid: [x * across, y / across] });
  return new Map(Array.from(pieces, ([label, own]) => [label, own.slice(0, 2).map(stretched)]));
}

/** A face is judged as the portrait shows it, whose shape the map need not have. */
function stretchOf(map: LabelMap, face: LandmarksOnMap | undefined): number {
  return face === undefined ? 1 : (face.portraitSize.width * map.height) / (face.portraitSize.height * map.width);
}

/** Schemas that share their first labels ask for the same neighbours. */
function rememberingNeighbours(map: LabelMap): (label: number) => number | null {
  const known = new Map<number, number | null>();
  return (label) => {
    const neighbour = known.get(label) ?? mainNeighbour(map, label);
    known.set(label, neighbour);
    return neighbour;
  };
}

function withoutNoise(blobs: ReadonlyMap<number, Blob>): Map<number, Blob> {
  let pixels = 0;
  for (const blob of blobs.values()) pixels += blob.pixels;
  return new Map([...blobs].filter(([, blob]) => blob.pixels >= NOISE_SHARE * pixels && solidity(blob) >= NOISE_SOLIDITY));
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
