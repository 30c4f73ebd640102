import type { Context } from 'koa';
import type { Submission } from '../../submissions/submission.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { heldFor } from '../hold.ts';
import type { SubmitAnswer } from '../../contract/answers.ts';
import { linksOf } from '../links.ts';
import { loss } from '../../submissions/owned.ts';
import { preferredWaitSeconds } from '../input/prefer.ts';
import { awaitEnd, hasEnded, type Wait } from '../../submissions/wait.ts';

/** Seconds until asking again makes sense: most submissions have ended by then. */
export const POLL_AFTER = '1';

/**
 * Answers with where to ask for a submission that was accepted, once it has ended where the caller wants to wait.
 *
 * @throws FrontalError `gone` where it was erased meanwhile
 */
export async function answerSubmit(ctx: Context, deps: ApiDependencies, submission: Submission): Promise<void> {
  const { id } = submission;
  const wait = hasEnded(submission.status) ? null : preferredWait(ctx, deps.stopping);
  const now = wait === null ? submission : await awaitEnd(deps, id, wait);
  if (now === null) throw await loss(deps.submissions, id);
  const { status } = now;
  const links = linksOf(id, deps.temporalUi);
  ctx.set('Location', links.status);
  ctx.set('Cache-Control', 'no-store');
  ctx.status = hasEnded(status) ? 200 : 202;
  if (ctx.status === 202) ctx.set('Retry-After', POLL_AFTER);
  ctx.body = { id, status, links } satisfies SubmitAnswer;
}

/** Null where the caller does not want to wait. */
export function preferredWait(ctx: Context, stopping?: AbortSignal): Wait | null {
  const seconds = preferredWaitSeconds(ctx.get('Prefer'));
  if (seconds === 0) return null;
  ctx.set('Preference-Applied', `wait=${seconds}`);
  return { seconds, signal: heldFor(ctx.res, stopping) };
}
