import { FRAMES, type Frame } from '../contract/result.ts';
import { choiceOf } from '../http/query.ts';

/** @throws FrontalError `invalid_request` */
export function requestedFrame(value: string | string[] | undefined): Frame {
  return choiceOf('frame', value, FRAMES, 'upright');
}
