import type { IncomingMessage, ServerResponse } from 'node:http';
import { FrontalError } from '../../contract/errors.ts';
import type { GateLimits } from '../gate.ts';
import { createBlocks } from './blocks.ts';
import type { ExpectedBody, SentBody } from './request-body.ts';
import { createUploadPlaces, type Place } from './upload-places.ts';

/** Each body may hold some 70 MB, and its pictures once more. */
export const BODY_GATE_LIMITS: GateLimits = { atOnce: 4, inLine: 64, longestWaitMs: 10_000 };

/** Bytes of a body that are taken without a place: who announces more and sends nothing has none. */
export const SMALL_BODY_BYTES = 2 ** 20;

/** What a body in a place has to bring in each such time while others wait, a quarter of a megabyte a second. */
const PROGRESS = { bytes: 2 ** 20, withinMs: 4_000 };

/** Whose body it is, and the connection that it comes by. */
export interface Sender {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** A tenant, or an address. */
  readonly caller: string;
}

export interface BodyGate {
  /**
   * Takes in a body and does `work` with it. A large one has a place from its second megabyte on until `work` has ended.
   *
   * @throws FrontalError `busy` where there is no place, or too little came while others waited; `too_large`,
   * `invalid_json`, `invalid_request`
   */
  through<T>(sender: Sender, expected: ExpectedBody, work: (body: SentBody) => Promise<T>): Promise<T>;
}

export function createBodyGate(limits: GateLimits, stopping?: AbortSignal, progress = PROGRESS): BodyGate {
  const places = createUploadPlaces(limits, stopping);
  return {
    async through(sender, expected, work) {
      let place: Place | null = null;
      try {
        const blocks = await receive(sender, expected, async () => (place = await places.enter(sender.caller, sender.response)), progress);
        return await work({ type: expected.type, contentType: expected.contentType, blocks });
      } finally {
        // Assigned in the callback above.
        (place as Place | null)?.leave();
      }
    },
  };
}

/** The whole body. `enter` is called once, where it turns out to be large, and nothing more is read until it resolves. */
function receive(
  { request, response }: Sender,
  { limitBytes, tooLarge, endedEarly }: ExpectedBody,
  enter: () => Promise<Place>,
  progress: typeof PROGRESS,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const blocks = createBlocks();
  let entering = false;
  let watching: NodeJS.Timeout | undefined;
  return new Promise<Uint8Array<ArrayBuffer>[]>((resolve, reject) => {
    request.on('data', take).once('end', () => resolve(blocks.end())).once('error', early).once('close', early);
    // Told to wait until it was known that the body is wanted.
    if (isAwaited(request)) response.writeContinue();

    function take(piece: Buffer): void {
      blocks.add(piece);
      if (blocks.length > limitBytes) reject(tooLarge());
      if (entering || blocks.length <= SMALL_BODY_BYTES) return;
      entering = true;
      request.pause();
      enter().then((place) => {
        watch(place);
        request.resume();
      }, reject);
    }
    function watch(place: Place): void {
      let before = blocks.length;
      watching = setInterval(() => {
        const came = blocks.length - before;
        before = blocks.length;
        if (came < progress.bytes && place.isWanted()) reject(new FrontalError('busy', 'The body came too slowly while others waited. Send it again.'));
      }, progress.withinMs);
    }
    function early(cause?: Error): void {
      reject(endedEarly(cause));
    }
  }).finally(() => {
    clearInterval(watching);
    // What is still on its way is let pass: the answer has to reach its sender.
    request.removeAllListeners('data').resume();
  });
}

export function isAwaited({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}
