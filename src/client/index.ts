/** A client of the HTTP API: `import { createClient } from '@frontal-contours/client'`. It needs fetch, and runs in a browser too. */
export { createClient, type Abortable, type Client, type StatusQuery, type Waiting } from './create-client.ts';
export type { ClientSettings } from './send.ts';
export { FrontalProblem, FrontalTimeout, FrontalUnreachable, type ProblemFault } from './problem.ts';
export { ARTIFACTS, type ArtifactFile, type ArtifactKind, type ArtifactQuery } from './artifact.ts';
export type { FileContent, SubmissionInput } from './submission-form.ts';
export { hasEnded, type WaitOptions } from './wait-for.ts';
export type { ListQuery } from './list.ts';
export type { EventQuery } from './follow-events.ts';
export type * from './answers.ts';
