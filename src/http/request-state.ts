import type { Logger } from 'pino';

/** What the middlewares leave for the routes. */
export interface RequestState {
  requestId: string;
  log: Logger;
  /** Of the submission that the request is about, once that is known. */
  submissionId?: string;
  /** Whose key was shown; null where no keys are set. */
  tenant: string | null;
}
