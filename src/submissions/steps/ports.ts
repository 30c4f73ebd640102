import type { Warning } from '../../contract/warning.ts';
import type { PlainLabelPalette } from '../../contract/label-choice.ts';
import type { ZoneName, Orientation } from '../../contract/names.ts';
import type { StepTimings, EndedStatus, Step, Digest } from '../../contract/run.ts';
import type { RecordEndInput } from '../../contract/steps.ts';
import type {
  Affine,
  Axes,
  Drawing,
  DrawnLabels,
  Face,
  FaceMap,
  FaceMapQuestion,
  FaceMeasures,
  LabelMap,
  Merge,
  Partition,
  PartitionOptions,
  Point,
  Size,
  Zone,
} from '../../geometry/index.ts';

/** A portrait's pixels, row by row, eight bits a channel, no padding. */
export interface Raster extends Size {
  readonly channels: 3;
  /** The orientation that the file states, 1 to 8; 1 is as stored. */
  readonly exifOrientation: number;
  /** Whether the pixels are turned by it. */
  readonly isOriented: boolean;
  readonly data: Uint8Array;
}

export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** A byte string addressed by its SHA-256. */
export interface Artifact extends EncodedImage {
  readonly digest: Digest;
}

/** What a step leaves behind: its output under its key, and the artifacts the output names. */
export interface StepRecord {
  readonly key: string;
  readonly step: Step;
  readonly output: object;
  readonly artifacts: readonly Artifact[];
}

/** What the row of a submission that is done points to. */
export interface CompletedResult {
  readonly svg: Digest;
  /** A ResultDocument as JSON. */
  readonly document: Digest;
  readonly timings: StepTimings;
}

/**
 * Where steps read and write, each for the submission that it belongs to: what a submission uses is kept as long as it
 * is. For a submission that is unknown, because it was erased while it ran, nothing is recalled and nothing written.
 * Each call is one round trip.
 */
export interface StepStore {
  /** @throws FrontalError `not_found` if any is missing: it was erased while the submission ran */
  load(digests: readonly Digest[]): Promise<Map<Digest, Uint8Array>>;
  /** Outputs remembered under these keys, of the keys that are known. The submission uses them from now on. */
  recall(submissionId: string, keys: readonly string[]): Promise<Map<string, unknown>>;
  /** Writes a step's record once, however often it is called, and recalls the outputs under `next` by the way. */
  remember(submissionId: string, record: StepRecord, next?: readonly string[]): Promise<Map<string, unknown>>;
  /**
   * Writes the last step's record and ends the submission as done. A submission that has ended is left alone, unless it
   * was another run that failed or was cancelled: this one holds the result.
   */
  complete(submissionId: string, runId: string, record: StepRecord, result: CompletedResult): Promise<Ended>;
  /** Ends the submission as failed or cancelled. Leaves a submission alone that has ended. */
  recordEnd(end: RecordEndInput): Promise<Ended>;
}

export interface Ended {
  /** Whether the submission has ended and names a webhook. One that is named later is told by whoever names it. */
  readonly webhook: boolean;
  /**
   * null: by this call. Otherwise how it had ended before, by an earlier try of the same step or by someone else;
   * `unknown` where there was nothing for it to end: the submission was erased, or accepted anew meanwhile.
   */
  readonly before: EndedStatus | 'unknown' | null;
}

/** What `render` draws: see Drawing of the geometry core. */
export interface SvgDrawing extends Omit<Drawing, 'portrait'> {
  readonly portrait: EncodedImage | null;
}

export interface CutOptions extends PartitionOptions {
  /** Parts with fewer pixels go to the neighbour with the longest common border. */
  readonly minPartPx: number;
  /** Labels that become one before anything else; none where it is missing. */
  readonly merge?: Merge;
  /** Of the cleaned map these labels alone are traced; all where it is missing. */
  readonly drawn?: DrawnLabels;
  /** Sigma of the smoothing before cleaning, in pixels of the map; 0, none, where it is missing. */
  readonly presmoothPx?: number;
}

export interface Cut extends Partition {
  /** Pixels that smoothing gave another label. */
  readonly presmoothedPixels: number;
  /**
   * By label, where smoothing and cleaning changed it: intersection over union of its pixels in the map as sent, merged,
   * and in the one that fidelity is held against.
   */
  readonly mapIous: ReadonlyMap<number, number>;
}

/** What of a face is derived beyond its regions. */
export interface WantedOfFace {
  readonly zones: readonly ZoneName[];
  readonly measures: boolean;
  readonly axes: boolean;
}

export interface DerivedOfFace {
  readonly zones: Zone[];
  /** null where they are not wanted. */
  readonly measures: FaceMeasures | null;
  /** null where they are not wanted, or the face has none. */
  readonly axes: Axes | null;
  /** Why zones are missing. */
  readonly warnings: Warning[];
}

/** Whose face is to be found, and what of it. */
export interface WantedInPortrait {
  readonly landmarks: boolean;
  readonly labelMap: boolean;
  /** By size, 0 the largest; or, where it is null, the one that `near` lies on. */
  readonly face: number | null;
  readonly near: Point | null;
  readonly leastScore: number;
}

export interface FoundInPortrait {
  /** In pixels of the portrait, none of them outside of it. */
  readonly landmarks: readonly Point[];
  /** A PNG of the schema frontal-11; null where it was not wanted. */
  readonly labelMap: EncodedImage | null;
  readonly labels: readonly number[];
  readonly score: number;
  readonly faces: number;
  readonly warnings: Warning[];
}

/** Pixels in, pixels out. Nothing here blocks the event loop. */
export interface Imaging {
  /** How many pixels a picture has, by its header alone; 0 where it cannot be read: whoever decodes it says why. */
  countPixels(bytes: Uint8Array): Promise<number>;
  /** Decodes the portrait whole: EXIF orientation applied unless `stored`, transparency flattened on white. @throws FrontalError */
  decodePortrait(bytes: Uint8Array, orientation?: Orientation): Promise<Raster>;
  /**
   * @param palette what the map's colours stand for; none where it holds ids
   * @throws FrontalError `invalid_segmentation_map`, `lossy_segmentation_map`, `too_large`
   */
  decodeLabelMap(bytes: Uint8Array, palette?: PlainLabelPalette | null): Promise<LabelMap>;
  /**
   * What a label map shows, by the landmarks of its face: see the geometry core. Its map is the one given where nothing of
   * it is left out.
   * @throws GeometryError `NoFace`, `landmarks_do_not_match_map`
   */
  readFaceMap(map: LabelMap, question: FaceMapQuestion): Promise<FaceMap>;
  /** As a gray PNG that holds the same labels. */
  encodeLabelMap(map: LabelMap): Promise<Uint8Array>;
  /** Looks for a face. @throws FrontalError `no_face_found` */
  findFace(portrait: Raster, wanted: WantedInPortrait, signal: AbortSignal): Promise<FoundInPortrait>;
  /**
   * The portrait's own file without its metadata, for one that stays where it is: neither decoded nor encoded. null where it
   * has to be encoded anew to look as it was decoded.
   */
  plainPortrait(bytes: Uint8Array, orientation?: Orientation): Promise<EncodedImage | null>;
  /** Moves the picture by the affine (original frame to upright frame) and encodes it. @throws GeometryError `too_large` */
  rotatePortrait(raster: Raster, matrix: Affine, uprightSize: Size): Promise<EncodedImage>;
  /**
   * Merges labels of the map, smooths and cleans it by OpenCV, and cuts it into regions. An aborted signal ends the work
   * itself.
   * @throws GeometryError, and FrontalError `invalid_option` where smoothing the map would take too long
   */
  cutMap(map: LabelMap, options: CutOptions, signal: AbortSignal): Promise<Cut>;
  /** Zones, measures and axes, from the polygons as they are sent and the landmarks in the same frame. */
  deriveFromFace(face: Face, wanted: WantedOfFace, signal: AbortSignal): Promise<DerivedOfFace>;
  /** Draws the SVG; the portrait comes as bytes and is embedded. An aborted signal ends the work itself. */
  drawSvg(drawing: SvgDrawing, signal: AbortSignal): Promise<EncodedImage>;
}

/** What several steps would otherwise decode again, by digest; bounded in bytes, and empty is always right. */
export interface PixelCache {
  /** @param key of the picture as it is read: see portrait-key.ts */
  portrait(key: string, decode: () => Promise<Raster>): Promise<Raster>;
  /** One file read with another palette, or with none, is another map. */
  labelMap(digest: Digest, palette: PlainLabelPalette | null, decode: () => Promise<LabelMap>): Promise<LabelMap>;
}

/** Memory that steps share: each asks for what it will hold at most, and waits for it (memory-room.ts). */
export interface StepRoom {
  hold<T>(bytes: number, work: () => Promise<T>, waiting: { readonly signal: AbortSignal }): Promise<T>;
}

export interface Dependencies {
  readonly store: StepStore;
  readonly imaging: Imaging;
  readonly pixels: PixelCache;
  readonly room: StepRoom;
}
