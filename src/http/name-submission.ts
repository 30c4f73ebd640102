import type { RequestState } from './request-state.ts';

/** From here on, what is logged and traced of the request names its submission. */
export function nameSubmission(state: RequestState, id: string): void {
  if (state.submissionId === id) return;
  state.submissionId = id;
  state.log = state.log.child({ id });
}
