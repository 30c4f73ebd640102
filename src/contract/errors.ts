import type { Warning } from './warning.ts';

/** One catalogue of everything a client can be told went wrong: the same code from the core to the response body. */
export const ERRORS = {
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_option: { status: 422, title: 'An option is unknown or out of range' },
  invalid_landmarks: { status: 422, title: 'The landmarks cannot be used' },
  unknown_landmark_schema: { status: 422, title: 'The landmarks fit no known schema' },
  invalid_image: { status: 422, title: 'The portrait cannot be read' },
  invalid_segmentation_map: { status: 422, title: 'The label map cannot be read' },
  lossy_segmentation_map: { status: 422, title: 'The label map is stored with loss' },
  NoFace: { status: 422, title: 'The label map shows no face' },
  no_face_found: { status: 422, title: 'No face was found in the portrait' },
  landmarks_do_not_match_map: { status: 422, title: 'Landmarks and label map disagree' },
  invalid_request: { status: 422, title: 'The request is incomplete or malformed' },
  too_large: { status: 413, title: 'The input is over a limit' },
  unsupported_media_type: { status: 415, title: 'The body has a media type this route does not take' },
  unauthorized: { status: 401, title: 'The API key is missing or wrong' },
  foreign_request: { status: 403, title: 'The request comes from a page elsewhere' },
  not_found: { status: 404, title: 'There is no such thing here' },
  gone: { status: 410, title: 'It was here and has been erased' },
  method_not_allowed: { status: 405, title: 'The route does not take this method' },
  rate_limited: { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'Too much is waiting already' },
  unavailable: { status: 503, title: 'A service behind this one is away' },
  /** The three ends that an operator or a deadline, not the input, brings about. */
  terminated: { status: 500, title: 'The run was terminated from outside' },
  timed_out: { status: 500, title: 'The run did not end in time' },
  internal: { status: 500, title: 'Something went wrong here' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault inside a request, by JSON pointer. */
export interface FieldError {
  pointer: string;
  code: ErrorCode;
  detail: string;
}

/** An error that its receiver can act on. `message` is the detail that reaches the client: no personal data in it. */
export class FrontalError extends Error {
  override readonly name = 'FrontalError';
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** What there was to say of the input before the error. */
  readonly warnings: readonly Warning[];

  constructor(
    code: ErrorCode,
    detail: string,
    options?: { errors?: readonly FieldError[]; warnings?: readonly Warning[]; cause?: unknown },
  ) {
    super(detail, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options?.errors ?? [];
    this.warnings = options?.warnings ?? [];
  }
}
