import type { Warning } from '../../contract/warning.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { BlendedMap } from './blended-labels.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';
import type { FaceMapQuestion } from './face-map.ts';
import { findRenumbering } from './renumbered-labels.ts';
import type { FaceView } from './view-map.ts';

export interface ReadMap {
  readonly map: LabelMap;
  readonly view: FaceView;
  readonly blended: BlendedMap | null;
  readonly question: FaceMapQuestion;
  readonly doubt: boolean;
  readonly isChosen: boolean;
  /** What numbers would explain the map better, where there are any. */
  readonly says: string | null;
}

const MAX_NAMED = 8;
/** Of the map's regions, for a label to be asked about. */
const MIN_VOID = 0.05;
/** A closest schema with less confidence is none. */
const MIN_CLOSE = 0.1;

/** What a client should know about a label map that could be read all the same. */
export function mapWarnings(read: ReadMap): Warning[] {
  return [...fitWarnings(read), ...facesWarnings(read), ...blendWarnings(read), ...schemaWarnings(read)];
}

function fitWarnings({ map, view, question: { face: { portraitSize } }, doubt, isChosen }: ReadMap): Warning[] {
  const shapes = `The label map (${map.width}x${map.height}) has another shape than the portrait (${portraitSize.width}x${portraitSize.height})`;
  if (isChosen) {
    const how = view.fit === 'contain' ? 'the portrait lies in the middle of it, with padding on two sides' : 'the portrait lies in its upper left corner, with padding beside it';
    return [
      {
        code: 'label_map_fit',
        detail: `${shapes}; the landmarks say that ${how}, and it was laid on the portrait so (${view.fit}). State options.labels.fit where that is wrong.`,
      },
    ];
  }
  if (!doubt) return [];
  return [
    {
      code: 'label_map_aspect',
      detail: `${shapes}, and the landmarks do not tell how it lies on it; each axis was scaled by itself. State options.labels.fit: stretch, contain or corner.`,
    },
  ];
}

function facesWarnings({ view: { faces }, question: { which } }: ReadMap): Warning[] {
  if (faces === 1) return [];
  const drawn = which === 'all' ? 'all of them are drawn, as options.labels.face asks for' : 'the one that the landmarks mean is drawn. options.labels.face all draws the others, too';
  return [
    {
      code: 'several_faces',
      detail: `The label map shows ${faces} faces; ${drawn}.`,
    },
  ];
}

function blendWarnings({ blended }: ReadMap): Warning[] {
  if (blended === null) return [];
  const seams =
    blended.seamLabels.length === 0
      ? ''
      : ` ${firstFew(blended.seamLabels)} ${blended.seamLabels.length === 1 ? 'is' : 'are'} nothing but such seams.`;
  return [
    {
      code: 'label_map_blended',
      detail: `The label map looks as if it had been resized with interpolation: along its borders lie seams of labels between those on both sides.${seams} Resize it with nearest neighbour; options.labels.exclude leaves labels out.`,
    },
  ];
}

function schemaWarnings({ view, question, blended, map, says }: ReadMap): Warning[] {
  const { against, schema } = view.identified.finding;
  if (schema !== 'unknown') {
    if (says !== null) return [{ code: 'label_schema_doubtful', detail: `The labels do not lie as the stated schema ${schema} has them. But ${says}.` }];
    if (against.length === 0) return [];
    return [
      {
        code: 'label_schema_uncertain',
        detail: `The labels are read as ${schema}, though not everything speaks for it: ${against.slice(0, 4).join('; ')}.${voidHint(view)}`,
      },
    ];
  }
  if ([...view.blobs.keys()].every((label) => question.named.includes(label))) return [];
  return [
    {
      code: 'label_schema_unknown',
      detail: `The labels fit no known schema, so regions are named by their number.${hint({ view, question, blended, map, says })}`,
    },
  ];
}

/** A large label that the schema does not know is hardly a part of the face. */
function voidHint({ schema, blobs }: FaceView): string {
  if (schema === 'unknown') return '';
  const total = [...blobs.values()].reduce((sum, { pixels }) => sum + pixels, 0);
  const strange = [...blobs].find(([label, { pixels }]) => !LABEL_SCHEMA_TABLES[schema].parts.has(label) && pixels > MIN_VOID * total);
  return strange === undefined ? '' : ` If label ${strange[0]} is void, an outline or a background, state options.labels.background ${strange[0]}.`;
}

function hint({ view, question, blended, map, says }: Omit<ReadMap, 'doubt' | 'isChosen'>): string {
  const labels = [...view.blobs.keys()];
  if (labels.length === 1) {
    const [label] = labels;
    return ` The map has a single one, ${label}, as a binary mask: options.labels.merge {"hair": [${label}]} gives it a name.`;
  }
  if (says !== null) return ` But ${says}.`;
  const renumbered = findRenumbering(blended?.unblended ?? map, view.padded, question.rollDegrees);
  if (renumbered !== null) return ` But ${renumbered.says}.`;
  const { closest } = view.identified;
  const near = closest === null || closest.confidence < MIN_CLOSE ? '' : ` Closest is ${closest.name}: ${closest.against.slice(0, 3).join('; ')}.`;
  return `${near} State one in options.labels.schema.`;
}

function firstFew(labels: readonly number[]): string {
  const more = labels.length > MAX_NAMED ? ` and ${labels.length - MAX_NAMED} more` : '';
  return `${labels.length === 1 ? 'Label' : 'Labels'} ${labels.slice(0, MAX_NAMED).join(', ')}${more}`;
}
