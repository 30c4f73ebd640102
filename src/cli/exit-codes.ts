/** What the exit code of `frontal` says. */
export const EXIT = {
  ok: 0,
  /** A submission has failed or was cancelled, or what was looked for is missing (`doctor`). */
  failed: 1,
  /** An unknown command or option, or a file that cannot be read or written. */
  usage: 2,
  /** The service cannot be reached, is too busy, or did not end in time. */
  unavailable: 3,
  /** The service, or `frontal` itself, does not take the input. */
  refused: 4,
  /** There is no such submission, or none any more. */
  notFound: 5,
  /** The API key is missing or wrong. */
  unauthorized: 6,
  /** A defect. */
  internal: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
