import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Frame } from '../../contract/result.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { expectBody } from '../body/request-body.ts';
import { heldFor } from '../hold.ts';
import { senderOf } from '../body/sender.ts';
import type { ApiMetrics } from '../metrics.ts';
import { createUnread, sendPieces } from '../send-pieces.ts';
import { PIECE_BYTES, piecesFrom } from '../artifacts/stored-pieces.ts';
import type { Backlog } from '../../submissions/backlog.ts';
import { doneAnswer } from './done-answer.ts';
import { entityTag, namesTag } from '../input/entity-tag.ts';
import { requestedFrame } from '../input/frame.ts';
import { routeOf } from '../../contract/paths.ts';
import { nameSubmission } from '../name-submission.ts';
import { loss, ownedSubmission } from '../../submissions/owned.ts';
import { createIntake } from '../input/intake.ts';
import { submissionOf } from '../input/request.ts';
import { readState } from '../../submissions/state.ts';
import { submitSubmission } from '../../submissions/submit.ts';
import { answerSubmit, POLL_AFTER, preferredWait } from './submit-answer.ts';
import { statusView } from '../../answer/view.ts';
import { awaitEnd, hasEnded } from '../../submissions/wait.ts';

export function submissionRoutes(router: Router<RequestState>, deps: ApiDependencies, backlog: Backlog, metrics: ApiMetrics): void {
  const unread = createUnread(deps.stopping);
  const gate = createBodyGate(deps.bodyGate ?? BODY_GATE_LIMITS, deps.stopping);
  const intake = createIntake(deps, deps.intake);

  router.post(routeOf('submit'), async (ctx) => {
    const expected = expectBody(ctx.req, deps.limits.bodyBytes, ['application/json', 'multipart/form-data']);
    const submission = await gate.through(senderOf(ctx), expected, async (body) => {
      const read = await submissionOf(await intake(body), deps, ctx.state.tenant);
      nameSubmission(ctx.state, read.id);
      return submitSubmission(deps, read, backlog);
    });
    metrics.submits.inc({ answer: submission.status === 'done' ? 'cached' : 'accepted' });
    await answerSubmit(ctx, deps, submission);
  });

  router.get(routeOf('status'), async (ctx) => {
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
      ctx.body = statusView(state);
      return;
    }
    const tag = entityTag(state.submission, frame);
    if (namesTag(ctx.get('If-None-Match'), tag)) ctx.status = 304;
    else if (state.status === 'done') await sendDone(ctx, frame);
    else ctx.body = statusView(state);
    // To be asked about each time all the same: a failed submission can be sent again, any can be erased.
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('ETag', tag);
  });

  /** Only now the bytes, which are large. They are gone where the submission was erased meanwhile. */
  async function sendDone(ctx: Context & { state: RequestState }, frame: Frame): Promise<void> {
    const { id = '' } = ctx.params as { id?: string };
    const found = await deps.submissions.findWithResult(id, PIECE_BYTES);
    if (!found?.result) throw await loss(deps.submissions, id);
    const { submission, result } = found;
    const { before, after } = await doneAnswer(submission, result, frame, deps.exports, heldFor(ctx.res, deps.stopping));
    await unread.keep(ctx, before.byteLength + after.byteLength);
    const drawing = piecesFrom(deps.submissions, submission, result.svgDigest, result.svg);
    const length = before.byteLength + 4 * Math.ceil(result.svg.size / 3) + after.byteLength;
    sendPieces(ctx, 'json', length, answerPieces(before, drawing, after));
  }
}

async function* answerPieces(before: Buffer, drawing: AsyncIterable<Buffer>, after: Buffer): AsyncGenerator<Buffer> {
  yield before;
  for await (const piece of drawing) yield Buffer.from(piece.toString('base64'), 'latin1');
  yield after;
}
