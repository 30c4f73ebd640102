import type { LabelSchemaName } from '../../contract/names.ts';
import type { DecodeInput } from '../../contract/steps.ts';
import type { Warning } from '../../contract/warning.ts';
import {
  type AlignedFace,
  alignFaces,
  GeometryError,
  labelBlobs,
  type LabelMap,
  outsideWarnings,
  placeFaces,
  shownFaces,
  type Size,
  storedFaces,
} from '../../geometry/index.ts';

export interface FoundFace extends AlignedFace {
  readonly warnings: readonly Warning[];
}

/**
 * The face that is meant by the landmarks as they are stored, in portrait pixels: of several the one that the label map shows.
 *
 * @throws GeometryError `landmarks_do_not_match_map` where it shows none of several, or more than one
 */
export function findFace(
  stored: unknown,
  portraitSize: Size,
  labelMap: LabelMap,
  { alignment, schema }: { readonly alignment: DecodeInput['alignment']; readonly schema: LabelSchemaName | null },
): FoundFace {
  const { faces, warnings } = placeFaces(storedFaces(stored), portraitSize);
  const aligned = alignFaces(faces, portraitSize, alignment);
  const [first, ...others] = aligned;
  const onMap = aligned.map(({ ordered, alignment: { schema: landmarkSchema } }) => ({ landmarks: ordered, landmarkSchema, portraitSize }));
  const shown = others.length === 0 ? [0] : shownFaces(onMap, labelMap, labelBlobs(labelMap), schema ?? 'unknown');
  if (shown.length !== 1) throw new GeometryError('landmarks_do_not_match_map', refusal(faces.length, shown.map((i) => aligned[i]!.index)));
  const face = aligned[shown[0]!] ?? first!;
  const chosen = faces.length === 1 ? [] : [chosenWarning(faces.length, face.index)];
  return { ...face, warnings: [...warnings, ...chosen, ...outsideWarnings(face.landmarks, portraitSize)] };
}

function chosenWarning(count: number, index: number): Warning {
  return {
    code: 'landmarks_of_several_faces',
    detail: `The landmarks are those of ${count} faces; face ${index}, counted from 0, is the one that the label map shows, and was taken.`,
  };
}

function refusal(count: number, shown: readonly number[]): string {
  const which = shown.length === 0 ? 'none of them' : `more than one of them (faces ${shown.join(', ')}, counted from 0)`;
  return `The landmarks are those of ${count} faces, and the label map shows ${which}: send the landmarks of the one that is meant.`;
}
