import type { NewSubmission } from '../../submissions/submission.ts';
import type { Inspection } from './answer.ts';

/** Decodes what was sent, as the step `decode` does. @throws FrontalError, GeometryError, as it does */
export type Inspect = (submission: NewSubmission, signal: AbortSignal) => Promise<Inspection>;
