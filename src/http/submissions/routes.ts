import type Router from '@koa/router';
import type { ApiDependencies, RequestState } from '../dependencies.ts';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { expectBody } from '../body/request-body.ts';
import { senderOf } from '../body/sender.ts';
import type { ApiMetrics } from '../metrics.ts';
import type { Backlog } from '../../submissions/backlog.ts';
import { entityTag, namesTag } from '../input/entity-tag.ts';
import { requestedFrame } from '../../answer/frame.ts';
import { STATUS_PATH, SUBMIT_PATH } from '../links.ts';
import { nameSubmission } from '../name-submission.ts';
import { loss, ownedSubmission } from '../../submissions/owned.ts';
import { createIntake } from './intake.ts';
import { submissionOf } from '../input/request.ts';
import { readState } from '../../submissions/state.ts';
import { submitSubmission } from '../../submissions/submit.ts';
import { answerSubmit, POLL_AFTER, preferredWait } from './submit-answer.ts';
import { statusView } from '../../answer/view.ts';
import { awaitEnd, hasEnded } from '../../submissions/wait.ts';

export function submissionRoutes(router: Router<RequestState>, deps: ApiDependencies, backlog: Backlog, metrics: ApiMetrics): void {
  const gate = createBodyGate(deps.bodyGate ?? BODY_GATE_LIMITS, deps.stopping);
  const intake = createIntake(deps, deps.intake);

  router.post(SUBMIT_PATH, async (ctx) => {
    const expected = expectBody(ctx.req, deps.limits.bodyBytes, ['application/json', 'multipart/form-data']);
    const submission = await gate.through(senderOf(ctx), expected, async (body) => {
      const read = await submissionOf(await intake(body), deps, ctx.state.tenant);
      nameSubmission(ctx.state, read.id);
      return submitSubmission(deps, read, backlog);
    });
    metrics.submits.inc({ answer: submission.status === 'done' ? 'cached' : 'accepted' });
    await answerSubmit(ctx, deps, submission);
  });

  router.get(STATUS_PATH, async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const { tenant } = ctx.state;
    const frame = requestedFrame(ctx.query['frame']);
    await ownedSubmission(deps.submissions, id, tenant);
    const wait = preferredWait(ctx, deps.stopping);
    if (wait) await awaitEnd(deps, id, wait);
    const state = await readState(deps, id);
    if (!state) throw await loss(deps.submissions, id);

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
      if (state.status === 'done' && !found?.result) throw await loss(deps.submissions, id);
      ctx.body = statusView(state, found?.result ?? null, frame);
    }
    // To be asked about each time all the same: a failed submission can be sent again, any can be erased.
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('ETag', tag);
  });
}
