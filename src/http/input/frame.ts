import { FRAMES, type Frame } from '../../contract/result.ts';
import { choiceOf } from '../query.ts';

/** The frame that a request asks for its coordinates in. @throws FrontalError `invalid_request` */
export function requestedFrame(value: string | string[] | undefined): Frame {
  return choiceOf('frame', value, FRAMES, 'upright');
}
