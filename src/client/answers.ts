import type * as z from 'zod';
import type { LiveAnswer, ReadyAnswer } from '../http/health/answers.ts';
import type { StatusAnswer, SubmitAnswer } from '../contract/answers.ts';
import type { DeliveriesAnswer } from '../http/deliveries/answer.ts';
import type { drawingBody } from '../http/drawings/body.ts';
import type { EndEvent, ProgressEvent } from '../http/events/answer.ts';
import type { ListAnswer } from '../http/list/answer.ts';
import type { requestOptions } from '../contract/options.ts';
import type { ValidateAnswer } from '../http/validate/answer.ts';

/** What is sent and answered, as the schemas have it that the service validates with and its document is made of. */
export type { DeliveriesAnswer, EndEvent, ListAnswer, LiveAnswer, ProgressEvent, ReadyAnswer, StatusAnswer, SubmitAnswer, ValidateAnswer };
export type { Frame } from '../contract/result.ts';
export type SubmissionStatus = StatusAnswer['status'];
export type DoneAnswer = Extract<StatusAnswer, { status: 'done' }>;
export type FailedAnswer = Extract<StatusAnswer, { status: 'failed' }>;
export type OptionsInput = z.input<typeof requestOptions>;
export type ListedSubmission = ListAnswer['submissions'][number];
export type DrawingInput = z.input<typeof drawingBody>;
/** `eventId` is to be handed to `events` by whoever wants to go on from there. */
export type SubmissionEvent = { readonly eventId: string } & (ProgressEvent | EndEvent);
