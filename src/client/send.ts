import { FrontalUnreachable, problemFrom } from './problem.ts';

export interface ClientSettings {
  /** Where the service is, such as `http://127.0.0.1:8000`; a path in it comes before the routes' own. */
  readonly baseUrl: string | URL;
  readonly apiKey?: string | undefined;
  /** The global one where it is left out. */
  readonly fetch?: typeof fetch | undefined;
  /** How long a request is sent again while the service is away or asks for patience; 0, not at all, where it is left out. */
  readonly retryForMs?: number | undefined;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: FormData | string;
  readonly signal?: AbortSignal | undefined;
  /** Statuses that are answers, beside those of success. */
  readonly accepts?: readonly number[];
}

export type Send = (call: Call) => Promise<Response>;

/**
 * One request and its answer.
 *
 * @throws FrontalProblem on a refusal; FrontalUnreachable where nothing answers; what `signal` was aborted with
 */
export function createSend({ baseUrl, apiKey, fetch: given }: ClientSettings): Send {
  const base = new URL(baseUrl);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  // Called by its own name: browsers refuse a fetch that is a method of something else.
  const request: typeof fetch = given ?? ((input, init) => fetch(input, init));

  return async ({ method = 'GET', path, query = {}, headers = {}, body, signal, accepts = [] }) => {
    const url = new URL(path.replace(/^\//, ''), base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const sent = new Headers();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
    if (apiKey !== undefined) sent.set('authorization', `Bearer ${apiKey}`);

    const init: RequestInit = { method, headers: sent, ...(body !== undefined && { body }), ...(signal && { signal }) };
    const response = await request(url, init).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new FrontalUnreachable(base.href, cause);
    });
    if (response.ok || accepts.includes(response.status)) return response;
    const problem = await problemFrom(response);
    // What broke off the reading of it is no refusal of the service.
    signal?.throwIfAborted();
    throw problem;
  };
}

/** @param signal of the call that was answered @throws as `readingOf` */
export async function jsonOf<T>(response: Response, signal: AbortSignal | undefined): Promise<T> {
  return (await readingOf(response, signal, () => response.json())) as T;
}

/** @param signal of the call that was answered @throws as `readingOf` */
export async function bytesOf(response: Response, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return new Uint8Array(await readingOf(response, signal, () => response.arrayBuffer()));
}

/** @throws what `signal` was aborted with; FrontalUnreachable where the connection broke in the midst of the answer */
export async function readingOf<T>(response: Response, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    signal?.throwIfAborted();
    throw new FrontalUnreachable(response.url, cause);
  }
}
