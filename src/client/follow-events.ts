import type { EndEvent, ProgressEvent, SubmissionEvent } from './answers.ts';
import { readEventStream } from './event-stream.ts';
import { patiently, sleep } from './patience.ts';
import { pathTo } from '../contract/paths.ts';
import { FrontalUnreachable } from './problem.ts';
import { readingOf, type Send } from './send.ts';
import { hasEnded } from './wait-for.ts';

export interface EventQuery {
  /** Only what came after the event of this id. */
  readonly lastEventId?: string | undefined;
  /** How long the service may be away in between; a minute where it is left out. */
  readonly outageMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the service asks for as well (`retry`). */
const AGAIN_AFTER_MS = 1000;

/** How far a submission is, each time that changes, up to its end. Where the connection breaks, the rest comes over another one. */
export async function* followEvents(send: Send, id: string, query: EventQuery): AsyncGenerator<SubmissionEvent> {
  const { outageMs = 60_000, signal } = query;
  let last = query.lastEventId;
  for (;;) {
    const headers = { accept: 'text/event-stream', 'last-event-id': last };
    const response = await patiently(outageMs, signal, () => send({ path: pathTo('events', { id }), headers, signal }));
    // The end was the last one seen.
    if (response.status === 204) return;
    const events = response.body === null ? [] : readEventStream(chunksOf(response, response.body, signal));
    try {
      for await (const event of events) {
        if (event.id !== '') last = event.id;
        const data = JSON.parse(event.data) as ProgressEvent | EndEvent;
        yield { eventId: event.id, ...data };
        if (hasEnded(data)) return;
      }
    } catch (error) {
      if (!(error instanceof FrontalUnreachable)) throw error;
    }
    await sleep(AGAIN_AFTER_MS, signal);
  }
}

/** Not every browser iterates over a stream by itself. */
async function* chunksOf(response: Response, body: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await readingOf(response, signal, () => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
