import { inOriginalFrame, pointsInOriginalFrame } from './original-frame.ts';
import type { Frame, ResultDocument } from '../contract/result.ts';

/** The same answer with its coordinates in the frame. Measures are of the upright face in either. */
export function inFrame(document: ResultDocument, frame: Frame): ResultDocument {
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

/** The landmarks of an answer's document in the frame, as a submission takes them. */
export function landmarksIn({ landmarks, alignment }: ResultDocument, frame: Frame): ResultDocument['landmarks'] {
  const inverse = alignment.inverse as [number, number, number, number, number, number];
  return frame === 'upright' ? landmarks : pointsInOriginalFrame(landmarks, inverse);
}
