import type Router from '@koa/router';
import type { Context } from 'koa';
import { FrontalError } from '../../errors.ts';
import type { ApiDependencies, RequestState } from '../dependencies.ts';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { heldFor } from '../hold.ts';
import { expectBody } from '../body/request-body.ts';
import type { ApiMetrics } from '../metrics.ts';
import type { Submission } from '../../storage/submission.ts';
import type { SubmitAnswer } from './answers.ts';
import { entityTag, namesTag } from './entity-tag.ts';
import { requestedFrame } from './frame.ts';
import { linksOf, STATUS_PATH, SUBMIT_PATH } from './links.ts';
import { preferredWaitSeconds } from './prefer.ts';
import { readSubmission } from './request.ts';
import { SUBMISSION_ID } from './submission-id.ts';
import { readState } from './state.ts';
import { submitSubmission } from './submit.ts';
import { statusView } from './view.ts';
import { awaitEnd, hasEnded, type Wait } from './wait.ts';

const unknown = () => new FrontalError('not_found', 'There is no submission with this id.');

/** Seconds until asking again makes sense: most submissions have ended by then. */
const POLL_AFTER = '1';

export function submissionRoutes(router: Router<RequestState>, deps: ApiDependencies, metrics: ApiMetrics): void {
  const gate = createBodyGate(deps.bodyGate ?? BODY_GATE_LIMITS, deps.stopping);

  router.post(SUBMIT_PATH, async (ctx) => {
    const body = expectBody(ctx.req, deps.limits.bodyBytes, ['application/json', 'multipart/form-data']);
    const submission = await gate.through(ctx.res, async () => {
      return submitSubmission(deps, await readSubmission(await body.read(), deps));
    });
    metrics.submits.inc({ answer: submission.status === 'done' ? 'cached' : 'accepted' });

    const { id } = submission;
    const { status } = hasEnded(submission.status) ? submission : ((await held(id, preferredWait(ctx))) ?? submission);
    const links = linksOf(id, deps.temporalUi);
    ctx.set('Location', links.status);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = hasEnded(status) ? 200 : 202;
    if (ctx.status === 202) ctx.set('Retry-After', POLL_AFTER);
    ctx.body = { id, status, links } satisfies SubmitAnswer;
  });

  router.get(STATUS_PATH, async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const frame = requestedFrame(ctx.query['frame']);
    if (SUBMISSION_ID.test(id)) await held(id, preferredWait(ctx));
    const state = SUBMISSION_ID.test(id) ? await readState(deps, id) : null;
    if (!state) throw unknown();

    metrics.statusAnswers.inc({ status: state.status });
    ctx.status = 200;
    if (!hasEnded(state.status)) {
      ctx.set('Cache-Control', 'no-store');
      ctx.set('Retry-After', POLL_AFTER);
      ctx.body = statusView(state, null);
      return;
    }
    const tag = entityTag(state.submission, frame);
    if (namesTag(ctx.get('If-None-Match'), tag)) {
      ctx.status = 304;
    } else {
      // Only now the bytes, which are large. They are gone where the submission was erased meanwhile.
      const found = state.status === 'done' ? await deps.submissions.findWithResult(id) : null;
      if (state.status === 'done' && !found?.result) throw unknown();
      ctx.body = statusView(state, found?.result ?? null, frame);
    }
    // To be asked about each time all the same: a failed submission can be sent again, any can be erased.
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('ETag', tag);
  });

  /** Null where the caller does not want to wait. */
  function preferredWait(ctx: Context): Wait | null {
    const seconds = preferredWaitSeconds(ctx.get('Prefer'));
    if (seconds === 0) return null;
    ctx.set('Preference-Applied', `wait=${seconds}`);
    return { seconds, signal: heldFor(ctx.res, deps.stopping) };
  }

  /** The submission's row once it has ended or the wait is over; null without a wait. */
  async function held(id: string, wait: Wait | null): Promise<Submission | null> {
    return wait && awaitEnd(deps, id, wait);
  }
}
