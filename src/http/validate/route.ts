import type Router from '@koa/router';
import type { NewSubmission } from '../../submissions/submission.ts';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { expectBody } from '../body/request-body.ts';
import { senderOf } from '../body/sender.ts';
import type { ApiDependencies, RequestState } from '../dependencies.ts';
import { createGate, type GateLimits } from '../gate.ts';
import { VALIDATE_PATH } from '../links.ts';
import { createIntake } from '../submissions/intake.ts';
import { submissionOf } from '../input/request.ts';
import type { Inspection, ValidateAnswer } from './answer.ts';

/** Decodes what was sent, as the step `decode` does. @throws FrontalError, GeometryError, as it does */
export type Inspect = (submission: NewSubmission) => Promise<Inspection>;

/** A small body can hold large pictures: decoded, each takes some hundred megabytes. */
const DECODING: GateLimits = { atOnce: 2, inLine: 64, longestWaitMs: 10_000 };

/** What is to be said of a submission before its regions are traced. Nothing is stored, and no workflow is started. */
export function validateRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  const bodies = createBodyGate(deps.bodyGate ?? BODY_GATE_LIMITS, deps.stopping);
  const intake = createIntake(deps, deps.intake);
  const decoding = createGate(DECODING, 'Too many submissions are being validated. Send this one again.', deps.stopping);

  router.post(VALIDATE_PATH, async (ctx) => {
    const expected = expectBody(ctx.req, deps.limits.bodyBytes, ['application/json', 'multipart/form-data']);
    const answer: ValidateAnswer = await bodies.through(senderOf(ctx), expected, async (body) => {
      const submission = await submissionOf(await intake(body), deps, ctx.state.tenant);
      const found = await decoding.through(ctx.res, () => deps.inspect(submission));
      return { valid: true, id: submission.id, ...found };
    });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = answer;
  });
}
