import type { Frame, RegionDocument, ResultDocument } from '../../contract/result.ts';
import { multiPolygon } from '../regions/geojson.ts';
import { inOriginalFrame, pointsInOriginalFrame } from '../../answer/original-frame.ts';

/** What a submission's row adds to its document. */
export interface AnswerOfRow {
  readonly id: string;
  readonly engine: string;
  readonly expires_at: string;
  readonly timings_ms: Readonly<Record<'decode' | 'rotate' | 'contour' | 'render' | 'total', number>>;
}

/** The status of a submission that is done, but for its drawing: `svg` is empty. */
export function toAnswer(document: ResultDocument, frame: Frame, { id, engine, expires_at, timings_ms }: AnswerOfRow) {
  const { warnings, ...moved } = inFrame(document, frame);
  return {
    id,
    engine,
    expires_at,
    warnings,
    status: 'done' as const,
    svg: '',
    ...moved,
    regions: moved.regions.map(withGeometry),
    zones: moved.zones.map(withGeometry),
    timings_ms,
  };
}

/** The same document with its coordinates in the frame. Measures are of the upright face in either. */
function inFrame(document: ResultDocument, frame: Frame): ResultDocument {
  if (frame === document.frame) return document;
  const inverse = document.alignment.inverse as [number, number, number, number, number, number];
  const rings = Object.entries(document.mask_contours).map(([label, ring]) => [label, pointsInOriginalFrame(ring, inverse)] as const);
  return {
    ...document,
    mask_contours: Object.fromEntries(rings),
    frame,
    landmarks: pointsInOriginalFrame(document.landmarks, inverse),
    regions: inOriginalFrame(document.regions, inverse),
    zones: inOriginalFrame(document.zones, inverse),
  };
}

function withGeometry<R extends Pick<RegionDocument, 'parts'>>(region: R) {
  return { ...region, geometry: multiPolygon(region.parts) };
}
