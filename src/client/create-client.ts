import type {
  DeliveriesAnswer,
  DrawingInput,
  Frame,
  LiveAnswer,
  ReadyAnswer,
  StatusAnswer,
  SubmitAnswer,
  ValidateAnswer,
} from './answers.ts';
import { fetchArtifact, type ArtifactFile, type ArtifactKind, type ArtifactQuery } from './artifact.ts';
import { followEvents, type EventQuery } from './follow-events.ts';
import { listSubmissions, type ListQuery } from './list.ts';
import { patiently } from './patience.ts';
import { pathTo } from '../contract/paths.ts';
import { FrontalProblem } from './problem.ts';
import { createSend, jsonOf, type Call, type ClientSettings, type Send } from './send.ts';
import { submissionForm, type SubmissionInput } from './submission-form.ts';
import { waitForEnd, type WaitOptions } from './wait-for.ts';

export interface Waiting {
  /** Seconds, 60 at most, for which the service holds its answer unless the submission ends before. */
  readonly wait?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface StatusQuery extends Waiting {
  /** Of coordinates; upright where it is left out. */
  readonly frame?: Frame | undefined;
}

export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

export type Client = ReturnType<typeof createClient>;

/**
 * A Frontal service as functions: one for each route, and `waitFor` over them. Whatever sends a request can throw
 * FrontalProblem (the service refuses), FrontalUnreachable (nothing answers) and what its `signal` was aborted with.
 */
export function createClient(settings: ClientSettings) {
  const { retryForMs = 0 } = settings;
  const once = createSend(settings);
  // Every route can be called twice with the effect of one call: what is sent decides the id.
  const send: Send = (call) => patiently(retryForMs, call.signal, () => once(call));
  const json = async <T>(call: Call) => jsonOf<T>(await send(call), call.signal);
  const jsonBody = (body: object) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  const status = (id: string, { wait, frame, signal }: StatusQuery = {}) =>
    json<StatusAnswer>({ path: pathTo('status', { id }), query: { frame }, headers: { prefer: preferring(wait) }, signal });

  return {
    /** Sends a submission; the answer comes at once, or once it has ended where `wait` is stated. */
    submit: (input: SubmissionInput, { wait, signal }: Waiting = {}) =>
      json<SubmitAnswer>({ method: 'POST', path: pathTo('submit'), body: submissionForm(input), headers: { prefer: preferring(wait) }, signal }),

    status,

    /** The status unless it is still what `etag` names, and its own `etag`, which ended submissions have. */
    async statusIfChanged(
      id: string,
      etag: string | null,
      { wait, frame, signal }: StatusQuery = {},
    ): Promise<{ readonly answer: StatusAnswer; readonly etag: string | null } | null> {
      const headers = { prefer: preferring(wait), 'if-none-match': etag ?? undefined };
      const response = await send({ path: pathTo('status', { id }), query: { frame }, headers, accepts: [304], signal });
      if (response.status === 304) return null;
      return { answer: await jsonOf<StatusAnswer>(response, signal), etag: response.headers.get('etag') };
    },

    /** The answer once the submission has ended, whatever breaks in between. @throws FrontalTimeout */
    waitFor: (id: string, options: WaitOptions = {}) =>
      waitForEnd(async (asked, { wait, signal }) => {
        const headers = { prefer: preferring(wait) };
        return jsonOf<StatusAnswer>(await once({ path: pathTo('status', { id: asked }), headers, signal }), signal);
      }, id, options),

    /** A file of a submission that is done. */
    async artifact(id: string, kind: ArtifactKind, query: ArtifactQuery = {}): Promise<ArtifactFile> {
      return (await fetchArtifact(send, id, kind, query))!;
    },

    /** The file, unless it is still the one that `etag` names. */
    artifactIfChanged: (id: string, kind: ArtifactKind, etag: string, query: ArtifactQuery = {}) =>
      fetchArtifact(send, id, kind, { ...query, etag }),

    /** What was sent for a submission, drawn with other options: a submission of its own, of which only what changed is computed. */
    drawings: (id: string, options: DrawingInput, { wait, signal }: Waiting = {}) => {
      const { body, headers } = jsonBody(options);
      return json<SubmitAnswer>({ method: 'POST', path: pathTo('drawings', { id }), body, headers: { ...headers, prefer: preferring(wait) }, signal });
    },

    /** Tells a submission that runs to stop; one that has ended stays as it is. */
    cancel: (id: string, { wait, signal }: Waiting = {}) =>
      json<SubmitAnswer>({ method: 'POST', path: pathTo('cancel', { id }), headers: { prefer: preferring(wait) }, signal }),

    /** Erases a submission with all that nobody else uses. One that is erased already is no error. */
    async erase(id: string, { signal }: Abortable = {}): Promise<void> {
      try {
        await send({ method: 'DELETE', path: pathTo('submission', { id }), signal });
      } catch (error) {
        if (!(error instanceof FrontalProblem && error.code === 'gone')) throw error;
      }
    },

    /** Every try to tell the submission's webhook of its end. */
    deliveries: (id: string, { signal }: Abortable = {}) => json<DeliveriesAnswer>({ path: pathTo('deliveries', { id }), signal }),

    /** Submissions, newest first, page by page as they are come to. */
    list: (query: ListQuery = {}) => listSubmissions(send, query),

    /** What the service would make of a submission; nothing is kept. */
    validate: (input: SubmissionInput, { signal }: Abortable = {}) =>
      json<ValidateAnswer>({ method: 'POST', path: pathTo('validate'), body: submissionForm(input), signal }),

    /** The steps of a submission as they happen, up to its end; a connection that breaks is made anew. */
    events: (id: string, query: EventQuery = {}) => followEvents(once, id, query),

    /** Whether the service answers. */
    live: ({ signal }: Abortable = {}) => json<LiveAnswer>({ path: pathTo('live'), signal }),

    /** Whether a submission would be processed, and what is down where it would not. */
    async ready({ signal }: Abortable = {}): Promise<ReadyAnswer> {
      return jsonOf<ReadyAnswer>(await once({ path: pathTo('ready'), accepts: [503], signal }), signal);
    },
  };
}

/** RFC 7240. */
function preferring(wait: number | undefined): string | undefined {
  return wait === undefined || wait <= 0 ? undefined : `wait=${Math.floor(wait)}`;
}
