import type Router from '@koa/router';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { expectBody } from '../body/request-body.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { createGate, type GateLimits } from '../gate.ts';
import { routeOf } from '../../contract/paths.ts';
import { heldFor } from '../hold.ts';
import { createIntake } from '../input/intake.ts';
import { submissionOf } from '../input/request.ts';
import type { ValidateAnswer } from './answer.ts';
import { senderOf } from '../body/sender.ts';

/** A small body can hold large pictures: decoded, each takes some hundred megabytes. */
const DECODING: GateLimits = { atOnce: 2, inLine: 64, longestWaitMs: 10_000 };

/** What is to be said of a submission before its regions are traced. Nothing is stored, and no workflow is started. */
export function validateRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  const bodies = createBodyGate(deps.bodyGate ?? BODY_GATE_LIMITS, deps.stopping);
  const intake = createIntake(deps, deps.intake);
  const decoding = createGate(DECODING, 'Too many submissions are being validated. Send this one again.', deps.stopping);

  router.post(routeOf('validate'), async (ctx) => {
    const expected = expectBody(ctx.req, deps.limits.bodyBytes, ['application/json', 'multipart/form-data']);
    const answer: ValidateAnswer = await bodies.through(senderOf(ctx), expected, async (body) => {
      const submission = await submissionOf(await intake(body), deps, ctx.state.tenant);
      const found = await decoding.through(ctx.res, () => deps.inspect(submission, heldFor(ctx.res, deps.stopping)));
      return { valid: true, id: submission.id, ...found };
    });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = answer;
  });
}
