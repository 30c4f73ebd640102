import { move, transferableSymbol, valueSymbol } from 'piscina';

import type { Cut, DerivedOfFace } from '../submissions/steps/ports.ts';
import {
  changedLabels,
  DEFAULT_DETAIL,
  deriveZones,
  drawnAlone,
  drawSvg as draw,
  faceAxes,
  type LabelMap,
  measureFace,
  mergeLabels,
  partitionLabelMap,
  readFaceMap as readMap,
  rotationAbout,
} from '../geometry/index.ts';
import { findWanted } from '../finding/find-wanted.ts';
import { createNetworks } from '../finding/networks.ts';
import { outcomeOf, type Outcome } from './carried-error.ts';
import { clean } from './clean.ts';
import { decodeLabelMap as decode } from './decode-label-map.ts';
import { loadOpenCv } from './open-cv.ts';
import type { PixelTasks, ReadInThread } from './pixel-tasks.ts';
import { presmooth } from './presmooth.ts';

// A thread takes tasks only when it has OpenCV, so no task ever waits for it.
const { cv } = await loadOpenCv();
const networks = createNetworks(cv);

/**
 * Runs the code over wavy regions and specks until it is compiled, so that no real map meets it cold: with the default
 * detail, turned, and on copies as messages bring them, since the compiler tells objects of other origin apart.
 */
export async function warmUp(): Promise<Outcome<null>> {
  return outcomeOf(() => {
    const side = 512;
    const ids = Uint8Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [(i % side) - side / 2, Math.floor(i / side) - side / 2];
      if (i % 4099 === 0) return 9;
      return Math.max(0, 5 - Math.floor((Math.hypot(x, y) + 9 * Math.sin(Math.atan2(y, x) * 7)) / 50));
    });
    const placement = rotationAbout(20, side / 2, side / 2);
    for (let round = 0; round < 4; round++) {
      // Every other map comes clean: then it is not copied.
      const minPartPx = round % 2 === 0 ? 4 : 1;
      const { map, options } = structuredClone({
        map: { width: side, height: side, ids },
        options: { detail: DEFAULT_DETAIL, placement },
      });
      const cleaned = clean(cv, map, minPartPx);
      partitionLabelMap(cleaned.map, options, cleaned.report);
    }
    return null;
  });
}

/** The map's ids are handed over, not copied. */
export async function decodeLabelMap({ bytes, limits, palette }: PixelTasks['decodeLabelMap']): Promise<unknown> {
  const outcome: Outcome<LabelMap> = await outcomeOf(() => decode(bytes, limits, palette));
  if (!outcome.ok) return outcome;
  return move({ [transferableSymbol]: [outcome.value.ids.buffer], [valueSymbol]: outcome });
}

export async function deriveFromFace({ face, wanted }: PixelTasks['deriveFromFace']): Promise<Outcome<DerivedOfFace>> {
  return outcomeOf(() => {
    const { zones, warnings } = deriveZones(face, wanted.zones);
    const measures = wanted.measures ? measureFace(face) : null;
    return { zones, measures, axes: wanted.axes ? faceAxes(face) : null, warnings };
  });
}

/** The portrait's base64 alone is megabytes of text: nothing that the event loop should wait for. */
export async function drawSvg({ portrait, ...drawing }: PixelTasks['drawSvg']): Promise<unknown> {
  const outcome: Outcome<Uint8Array> = await outcomeOf(() => {
    const embedded = portrait && { mediaType: portrait.mediaType, base64: Buffer.from(portrait.bytes).toString('base64') };
    return new Uint8Array(new TextEncoder().encode(draw({ ...drawing, portrait: embedded })));
  });
  if (!outcome.ok) return outcome;
  return move({ [transferableSymbol]: [outcome.value.buffer], [valueSymbol]: outcome });
}

export async function findFace({ portrait, wanted }: PixelTasks['findFace']): Promise<unknown> {
  const outcome = await outcomeOf(() => findWanted(networks, portrait, wanted));
  if (!outcome.ok || outcome.value.labelMap === null) return outcome;
  return move({ [transferableSymbol]: [outcome.value.labelMap.ids.buffer], [valueSymbol]: outcome });
}

export async function readFaceMap({ map, question }: PixelTasks['readFaceMap']): Promise<unknown> {
  const outcome: Outcome<ReadInThread> = await outcomeOf(() => {
    const read = readMap(map, question);
    return { ...read, map: read.map === map ? null : read.map };
  });
  if (!outcome.ok || outcome.value.map === null) return outcome;
  return move({ [transferableSymbol]: [outcome.value.map.ids.buffer], [valueSymbol]: outcome });
}

/** Smoothing comes before cleaning: what it leaves in specks is cleaned away. */
export async function partition({ map, options }: PixelTasks['partition']): Promise<Outcome<Cut>> {
  return outcomeOf(() => {
    const { merge = {}, presmoothPx = 0, drawn } = options;
    const sent = mergeLabels(map, merge);
    const smoothed = presmooth(cv, sent, presmoothPx);
    const cleaned = clean(cv, smoothed.map, options.minPartPx);
    const traced = drawn === undefined ? cleaned.map : drawnAlone(cleaned.map, drawn);
    const mapIous = changedLabels(sent, cleaned.map);
    return { ...partitionLabelMap(traced, options, cleaned.report), presmoothedPixels: smoothed.changed, mapIous };
  });
}
