import type * as z from 'zod';
import type { LiveAnswer, ReadyAnswer } from '../http/health/answers.ts';
import type { StatusAnswer, SubmitAnswer } from '../http/submissions/answers.ts';
import type { requestOptions } from '../http/submissions/options/options.ts';

/** What is sent and answered, as the schemas have it that the service validates with and its document is made of. */
export type { LiveAnswer, ReadyAnswer, StatusAnswer, SubmitAnswer };
export type { Frame } from '../result-document.ts';
export type SubmissionStatus = StatusAnswer['status'];
export type DoneAnswer = Extract<StatusAnswer, { status: 'done' }>;
export type FailedAnswer = Extract<StatusAnswer, { status: 'failed' }>;
export type OptionsInput = z.input<typeof requestOptions>;

export interface ListedSubmission {
  readonly id: string;
  readonly status: SubmissionStatus;
  readonly accepted_at: string;
  readonly ended_at: string | null;
}

export interface ListAnswer {
  readonly submissions: readonly ListedSubmission[];
  /** Of the next page; null on the last one. */
  readonly next: string | null;
}

export type DrawingInput = Pick<NonNullable<OptionsInput>, 'style' | 'contours' | 'labels'>;

export interface SubmissionEvent {
  readonly status: SubmissionStatus;
}

export interface ValidateAnswer {
  readonly warnings: readonly { readonly code: string; readonly detail: string }[];
}
