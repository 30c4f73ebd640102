import type { Frame } from '../../contract/result.ts';
import type { Submission } from '../../submissions/submission.ts';
import { FrontalError } from '../../contract/errors.ts';

type Named = Pick<Submission, 'id' | 'imageName'>;

/** The name under which the upright portrait is saved, beside the portrait that was sent. */
export function uprightName({ id, imageName }: Named): string {
  if (imageName === null) return `${id}.portrait.jpg`;
  const base = imageName.split(/[/\\]/).at(-1)!;
  return `${base.replace(/\.[^.]*$/, '')}.upright.jpg`;
}

/**
 * The file that an export's coordinates are of.
 *
 * @param mediaType of the portrait that was sent
 */
export function pictureName(submission: Named, frame: Frame, mediaType: string): string {
  if (frame === 'upright') return uprightName(submission);
  return submission.imageName ?? `${submission.id}.original.${mediaType.replace('image/', '').replace('jpeg', 'jpg')}`;
}

const MAX_LENGTH = 255;

/** The query's `image_name`. @throws FrontalError `invalid_request` */
export function requestedName(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH) return value;
  throw new FrontalError('invalid_request', `The parameter \`image_name\` is a text of 1 to ${MAX_LENGTH} characters.`);
}
