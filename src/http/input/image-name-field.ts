import { FrontalError } from '../../contract/errors.ts';
import { readField, type Field } from './faults.ts';

const MAX_LENGTH = 255;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f\x7f]/;

/**
 * What the portrait is called where it came from: the name under which exports speak of it. null where it was not given. It
 * is no part of the submission's identity.
 */
export function readImageNameField(stated: unknown): Promise<Field<string | null>> {
  return readField('/image_name', () => {
    if (stated === undefined || stated === null) return null;
    if (typeof stated !== 'string' || stated === '' || stated.length > MAX_LENGTH || CONTROL.test(stated)) {
      throw new FrontalError('invalid_request', `The name of the picture is a text of 1 to ${MAX_LENGTH} characters.`);
    }
    return stated;
  });
}
