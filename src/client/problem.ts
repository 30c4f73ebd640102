/** One fault inside a request; `pointer` is a JSON pointer into its body. */
export interface ProblemFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A refusal by the service: the body that it answered (RFC 9457), and when to come back, where it said so. */
export class FrontalProblem extends Error {
  override readonly name = 'FrontalProblem';
  /** HTTP status. */
  readonly status: number;
  /** From the service's catalogue, such as `invalid_landmarks`; `unknown` where something else has answered. */
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly ProblemFault[];
  readonly retryAfterSeconds: number | null;
  /** Of a 401: a key was shown, and it is wrong (RFC 6750). */
  readonly isWrongKey: boolean;
  /** Under which the service has logged the request. */
  readonly requestId: string | null;

  constructor(status: number, headers: Headers, body: Readonly<Record<string, unknown>>) {
    const detail = textOf(body['detail']) ?? `HTTP status ${status} without a detail`;
    super(detail);
    this.status = status;
    this.code = textOf(body['code']) ?? 'unknown';
    this.detail = detail;
    this.errors = Array.isArray(body['errors']) ? (body['errors'] as ProblemFault[]) : [];
    this.retryAfterSeconds = secondsOf(headers.get('retry-after'));
    this.isWrongKey = status === 401 && /error="?invalid_token/.test(headers.get('www-authenticate') ?? '');
    this.requestId = headers.get('x-request-id');
  }
}

/** Nothing answered: no connection, or one that broke. */
export class FrontalUnreachable extends Error {
  override readonly name = 'FrontalUnreachable';
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`No service answers at ${url}`, { cause });
    this.url = url;
  }
}

/** A wait that was over before the submission was. */
export class FrontalTimeout extends Error {
  override readonly name = 'FrontalTimeout';
}

/** @throws nothing: whatever an answer holds becomes a problem */
export async function problemFrom(response: Response): Promise<FrontalProblem> {
  const text = await response.text().catch(() => '');
  return new FrontalProblem(response.status, response.headers, recordOf(text));
}

function recordOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** `Retry-After` is a number of seconds or a date (RFC 9110). */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000);
}
