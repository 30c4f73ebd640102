import type { Warning } from '../../contract/warning.ts';
import type { Point } from '../plane/affine.ts';
import { faceOutline } from '../alignment/face-outline.ts';
import { checkMatch } from '../alignment/match-landmarks.ts';
import { GeometryError } from '../geometry-error.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { blendedMap } from './blended-labels.ts';
import { chooseFit } from './choose-fit.ts';
import { labelBlobs } from './label-blobs.ts';
import { labelSides } from './label-sides.ts';
import { withoutPadding } from './map-placement.ts';
import { mapWarnings } from './map-warnings.ts';
import { type FaceView, knowMap } from './view-map.ts';
import { findRenumbering } from './renumbered-labels.ts';
import { findTurns } from './turned-map.ts';
import type { FaceMap, FaceMapQuestion } from './face-map.ts';
import { withoutVoid } from './void-labels.ts';

/**
 * Reads a label map with the landmarks of its face: what its labels mean, how it lies on the portrait, which of several
 * faces it is about, and whether both belong together.
 *
 * @throws GeometryError `NoFace`, `landmarks_do_not_match_map`
 */
export function readFaceMap(sent: LabelMap, question: FaceMapQuestion): FaceMap {
  const map = withoutVoid(sent, question.background);
  const blended = blendedMap(map);
  const clear = blended?.unblended ?? map;
  if (!clear.ids.some((id) => id !== 0)) {
    throw new GeometryError('NoFace', 'The label map holds nothing but background (label 0).');
  }
  const { view: chosen, doubt, isChosen } = chooseFit(clear, map, question);
  const { view, says } = heedRenumbering(chosen, clear, question);
  const matched = view.schema === 'unknown' && says !== null ? [] : matchOf(view, clear, question);
  const own = question.which === 'landmarks' ? view.own : map;
  const cut = withoutPadding(own, question.face.portraitSize, view.placement);
  return {
    map: cut,
    finding: { ...view.identified.finding, fit: view.fit },
    sides: labelSides(view.schema, view.blobs, view.pieces, view.place),
    labels: [...labelBlobs(cut).keys()],
    outline: question.outline ? outlineOf(view) : [],
    warnings: [...mapWarnings({ map, view, blended, question, doubt, isChosen, says }), ...view.identified.warnings.filter(({ code }) => says === null || code !== 'label_schema_doubtful'), ...matched],
  };
}

/** Below this not everything speaks for a schema. */
const DOUBTFUL = 0.7;
const CERTAIN = 0.85;

/**
 * A schema that explains a map badly is none where another explains it well under other numbers; a stated one is used, and
 * what speaks against it said.
 */
function heedRenumbering(view: FaceView, clear: LabelMap, { schema, rollDegrees }: FaceMapQuestion): { view: FaceView; says: string | null } {
  const { finding } = view.identified;
  if (finding.schema === 'unknown' || finding.confidence >= DOUBTFUL || view.blobs.size < MIN_LABELS) return { view, says: null };
  const renumbered = findRenumbering(clear, view.padded, rollDegrees, { wanted: schema, voids: false });
  if (renumbered === null || renumbered.confidence < CERTAIN) return { view, says: null };
  if (schema !== null) return { view, says: renumbered.says };
  const none = { ...finding, schema: 'unknown' as const, confidence: 0, landmarkShare: null, against: [] };
  return { view: { ...view, schema: 'unknown', readable: 'unknown', identified: { ...view.identified, finding: none, shape: 'unknown' } }, says: renumbered.says };
}

/** Fewer labels fit under many numbers. */
const MIN_LABELS = 5;

/** A schema stated in error must not make a good pair look like a bad one. */
function matchOf(view: FaceView, clear: LabelMap, { fit, face, schema, rollDegrees }: FaceMapQuestion): Warning[] {
  if (view.readable === 'unknown') {
    const turns = view.blobs.size > 1 ? findTurns(knowMap(clear), face) : [];
    if (turns.length === 0) return [];
    throw turned(turns);
  }
  try {
    return checkMatch({ ...view.match, labelSchema: view.readable });
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    const other = fit === 'auto' ? null : view.betterFit();
    if (other !== null) throw new GeometryError(error.code, `${MISMATCH} They would match with options.labels.fit ${other} instead of ${fit}.`);
    const renumbered = schema === null ? null : findRenumbering(clear, view.padded, rollDegrees, { wanted: schema });
    if (renumbered !== null) throw new GeometryError(error.code, `${MISMATCH} But ${renumbered.says}.`);
    // Said of the map as it lies on the whole portrait, whatever fit was tried last.
    const turns = error.message.includes(WOULD_MATCH) ? [] : findTurns(knowMap(clear), face);
    throw turns.length === 0 ? error : turned(turns);
  }
}

const WOULD_MATCH = 'They would match if the map were not';

function turned(ways: readonly string[]): GeometryError {
  return new GeometryError('landmarks_do_not_match_map', `${MISMATCH} ${WOULD_MATCH} ${ways.join(', or ')}: send it in the orientation of the portrait.`);
}

const MISMATCH = 'Eyes, nose or mouth of the landmarks lie elsewhere than those of the label map.';

/** In the frame of the portrait, whatever padding the map has. */
function outlineOf({ padded, clean, schema, placement: [, , , , x, y] }: FaceView): Point[] {
  const points = faceOutline({ ...padded, labelMap: clean, labelSchema: schema });
  return x === 0 && y === 0 ? points : points.map(([px, py]): Point => [px + x, py + y]);
}

