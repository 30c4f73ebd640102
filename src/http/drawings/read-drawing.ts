import type { SubmissionOptions } from '../../contract/options.ts';
import { arePackedParts, PACKED_PARTS_TYPE, storedFaces } from '../../geometry/index.ts';
import type { NewSubmission, Submission, SubmissionStore } from '../../submissions/submission.ts';
import { loadPart } from '../artifacts/stored-parts.ts';
import { readField, refuse, refuseUnknown } from '../input/faults.ts';
import { LEFT_OUT } from '../input/left-out.ts';
import { checkFaces } from '../input/landmarks-field.ts';
import { readOptionsField } from '../input/options-field.ts';
import type { PictureChecks } from '../input/picture-fields.ts';
import { submissionId } from '../../submissions/id.ts';
import { DRAWING_GROUPS, mergeOptions } from './merge-options.ts';

/** A submission of what another one holds, with other options. */
export interface Redrawn {
  readonly id: string;
  readonly options: SubmissionOptions;
}

type Body = Readonly<Record<string, unknown>>;

type Former = Pick<Submission, 'portrait' | 'labelMap' | 'landmarks' | 'tenant' | 'options'>;

/** @throws FrontalError `invalid_option` */
export function readDrawing(body: Body, { portrait, labelMap, landmarks, tenant, options: former }: Former): Redrawn {
  const others = Object.keys(body).filter((key) => !DRAWING_GROUPS.some((group) => group === key));
  const unknown = refuseUnknown(others, 'invalid_option', 'option');
  // How to find is no matter of the drawing, and stays as it is.
  const { find, ...stated } = former;
  const options = readOptionsField(mergeOptions(stated, body), '');
  if (!options.ok || !unknown.ok) throw refuse([options, unknown]);
  const { delay_ms: _delay, retention: _retention, webhook: _webhook, find: _find, ...drawn } = options.value;
  const identifying = { ...drawn, ...(find && { find }) };
  const id = submissionId({ portrait, labelMap, landmarks, options: identifying, tenant });
  return { id, options: identifying };
}

/**
 * What was sent for the one submission, for the other one.
 *
 * @throws FrontalError `not_found`, `gone`: it was erased just now; and what the new options say of what was sent
 */
export async function takeOver(
  { id, options }: Redrawn,
  from: Submission,
  submissions: SubmissionStore,
  { headers, limits }: PictureChecks,
): Promise<NewSubmission> {
  const part = (name: 'portrait' | 'labelMap' | 'landmarks') => loadPart(submissions, from, from[name]);
  const [portrait, labelMap, landmarks] = await Promise.all([part('portrait'), part('labelMap'), part('landmarks')]);
  const { width, height, format, stored } = await headers.checkPortraitHeader(portrait, limits.portrait);
  const aligned = await readField('/alignment', () => {
    if (options.find?.landmarks) return;
    const size = options.orientation === 'stored' ? stored : { width, height };
    checkFaces(storedFaces(JSON.parse(Buffer.from(landmarks).toString())), size, options.alignment, limits.portrait.maxPixels);
  });
  const coloured = await readField('/labels/palette', () => {
    if (options.find?.label_map) return;
    headers.checkLabelMapHeader(labelMap, limits.labelMap, options.labels.palette);
  });
  if (!aligned.ok || !coloured.ok) throw refuse([aligned, coloured]);
  return {
    id,
    tenant: from.tenant,
    portrait: { digest: from.portrait, bytes: portrait, mediaType: `image/${format}` },
    labelMap: { digest: from.labelMap, bytes: labelMap, mediaType: typeOfMap(labelMap, options) },
    landmarks: { digest: from.landmarks, bytes: landmarks, mediaType: options.find?.landmarks ? LEFT_OUT.mediaType : 'application/json' },
    options,
    delayMs: 0,
    imageName: from.imageName,
    // What it holds is not kept for longer by being drawn again, and again.
    expiresBy: from.expiresAt,
  };
}

function typeOfMap(labelMap: Uint8Array, { find }: SubmissionOptions): string {
  if (find?.label_map) return LEFT_OUT.mediaType;
  return arePackedParts(labelMap) ? PACKED_PARTS_TYPE : 'image/png';
}
