import type { Warning } from '../../contract/warning.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { LABEL_SCHEMA_TABLES } from '../labels/label-schemas.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import type { FaceAnchors } from './face-anchors.ts';

/** Of a list whose every pair lies the wrong way round: see `readLandmarkOrder`. */
export const MIRRORED_LANDMARKS: Warning = {
  code: 'mirrored_face',
  detail:
    'The landmarks are those of a mirrored face: their right side lies on the viewer’s right. Regions are named as in a face that is not mirrored, the subject’s right on the viewer’s left. If the portrait is mirrored, exchange left and right.',
};

/**
 * Warnings of sides that cannot all be right, of landmarks and a label map that lie on each other:
 *
 * - `mirrored_face`: the landmarks' right eye lies on the viewer's right of the upright face. Down is from the eyes to
 *   the mouth, the landmarks' own or the map's.
 * - `sides_swapped`: the map calls the eye right that the landmarks call left. Said of schemas only whose sides are
 *   settled.
 *
 * @param onPortrait anchors of the landmarks, pixels
 * @param onMap anchors of the map, the same pixels
 */
export function sideWarnings(onPortrait: FaceAnchors, onMap: FaceAnchors, labelSchema: LabelSchemaName): Warning[] {
  if (isMirrored(onPortrait.eyes, onPortrait.mouth ?? onMap.mouth)) {
    return [
      {
        code: 'mirrored_face',
        detail:
          'The landmarks put the right eye on the viewer’s right of the upright face: portrait and landmarks are mirrored, or the eyes come in the wrong order, and then the portrait is turned upside down. Regions are named as in a face that is not mirrored, the subject’s right on the viewer’s left. Send the eye on the image’s left first.',
      },
    ];
  }
  if (LABEL_SCHEMA_TABLES[labelSchema].sides === 'unsettled' || !areSwapped(onPortrait.eyes, onMap.eyes)) return [];
  return [
    {
      code: 'sides_swapped',
      detail: `The label map calls the eye right that the landmarks call left, although the sides of ${labelSchema} are settled: the map may be mirrored, or its labels for left and right exchanged. Where both of a pair are drawn, regions are named by their place in the portrait. Send the map as it belongs to the portrait.`,
    },
  ];
}

function isMirrored(eyes: readonly Point[], mouth: Point | null): boolean {
  if (mouth === null) return false;
  const [acrossX, acrossY] = difference(eyes[1]!, eyes[0]!);
  const [downX, downY] = difference(mouth, meanPoint(eyes));
  return acrossX * downY - acrossY * downX < 0;
}

function areSwapped([right, left]: readonly Point[], [one, other]: readonly Point[]): boolean {
  if (one === undefined || other === undefined) return false;
  return apart(right!, other) + apart(left!, one) < apart(right!, one) + apart(left!, other);
}

function apart(a: Point, b: Point): number {
  return Math.hypot(...difference(a, b));
}
