import type { Cut, CutOptions, DerivedOfFace, SvgDrawing, WantedInPortrait, WantedOfFace } from '../submissions/steps/ports.ts';
import type { PlainLabelPalette } from '../contract/label-choice.ts';
import {
  deriveZones,
  drawSvg,
  type Face,
  faceAxes,
  type FaceMap,
  type FaceMapQuestion,
  type LabelMap,
  measureFace,
  readFaceMap,
} from '../geometry/index.ts';
import { type FoundFaceOfThread, findWanted } from '../finding/find-wanted.ts';
import { createNetworks } from '../finding/networks.ts';
import type { Picture } from '../finding/picture.ts';
import { decodeLabelMap } from './decode-label-map.ts';
import type { ImageLimits } from './limits.ts';
import type { OpenCv } from './open-cv.ts';
import { cutMap } from './pipeline.ts';
import { plainJpeg } from './plain-jpeg.ts';
import { warmUp } from './warm-up.ts';

/** What pixel threads do, by the names it is asked for by. */
export function pixelTasks(cv: OpenCv) {
  const networks = createNetworks(cv);
  return {
    warmUp: (_nothing: null) => warmUp(cv),

    /** @throws FrontalError `invalid_segmentation_map`, `lossy_segmentation_map`, `too_large` */
    decodeLabelMap: ({ bytes, limits, palette = null }: DecodeTask): LabelMap => decodeLabelMap(bytes, limits, palette),

    /** A scan is megabytes to look through: nothing that the event loop should wait for. */
    plainJpeg: ({ bytes }: { readonly bytes: Uint8Array }): Uint8Array | null => plainJpeg(bytes),

    /** The map is null where it is the one that was sent: it stays where it is. @throws GeometryError */
    readFaceMap: ({ map, question }: FaceMapTask): Omit<FaceMap, 'map'> & { readonly map: LabelMap | null } => {
      const read = readFaceMap(map, question);
      return { ...read, map: read.map === map ? null : read.map };
    },

    /** @throws FrontalError `no_face_found` */
    findFace: ({ portrait: { width, height, data }, wanted }: FindTask): FoundFaceOfThread => findWanted(networks, { width, height, data }, wanted),

    /** @throws GeometryError, and FrontalError `invalid_option` */
    cutMap: ({ map, options }: CutTask): Cut => cutMap(cv, map, options),

    deriveFromFace: ({ face, wanted }: DeriveTask): DerivedOfFace => {
      const { zones, warnings } = deriveZones(face, wanted.zones);
      const measures = wanted.measures ? measureFace(face) : null;
      return { zones, measures, axes: wanted.axes ? faceAxes(face) : null, warnings };
    },

    /** The portrait's base64 alone is megabytes of text: nothing that the event loop should wait for. @throws GeometryError `invalid_option` */
    drawSvg: ({ portrait, ...drawing }: SvgDrawing): Uint8Array => {
      const embedded = portrait && { mediaType: portrait.mediaType, base64: Buffer.from(portrait.bytes).toString('base64') };
      return new TextEncoder().encode(drawSvg({ ...drawing, portrait: embedded }));
    },
  };
}

export type PixelTasks = ReturnType<typeof pixelTasks>;

interface DecodeTask {
  readonly bytes: Uint8Array;
  readonly limits: ImageLimits;
  readonly palette?: PlainLabelPalette | null;
}

interface FaceMapTask {
  readonly map: LabelMap;
  readonly question: FaceMapQuestion;
}

interface FindTask {
  readonly portrait: Picture;
  readonly wanted: WantedInPortrait;
}

interface CutTask {
  readonly map: LabelMap;
  readonly options: CutOptions;
}

interface DeriveTask {
  readonly face: Face;
  readonly wanted: WantedOfFace;
}
