import type Router from '@koa/router';
import { BODY_GATE_LIMITS, createBodyGate } from '../body/body-gate.ts';
import { parseBody } from '../body/parse-body.ts';
import { expectBody } from '../body/request-body.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { senderOf } from '../body/sender.ts';
import { createGate } from '../gate.ts';
import type { ApiMetrics } from '../metrics.ts';
import type { Backlog } from '../../submissions/backlog.ts';
import { routeOf } from '../../contract/paths.ts';
import { ownedSubmission } from '../../submissions/owned.ts';
import { startRun } from '../../submissions/start.ts';
import { submitSubmission } from '../../submissions/submit.ts';
import { answerSubmit } from '../submissions/submit-answer.ts';
import { readDrawing, takeOver } from './read-drawing.ts';

const BODY_BYTES = 64 * 1024;

/** What was sent for a submission, drawn otherwise: a submission of its own. Steps that see no change are not computed again. */
export function drawingsRoute(router: Router<RequestState>, deps: ApiDependencies, backlog: Backlog, metrics: ApiMetrics): void {
  const { submissions } = deps;
  const bodies = createBodyGate(BODY_GATE_LIMITS, deps.stopping);
  // Pictures pass through the process once more.
  const gate = createGate({ atOnce: 4, inLine: 64, longestWaitMs: 10_000 }, 'Too many drawings have been asked for at once. Ask again.', deps.stopping);

  router.post(routeOf('drawings'), async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const expected = expectBody(ctx.req, BODY_BYTES);
    const from = await ownedSubmission(submissions, id, ctx.state.tenant);
    const redrawn = readDrawing(await bodies.through(senderOf(ctx), expected, async (body) => parseBody(body)), from);
    ctx.state.log = ctx.state.log.child({ drawing: redrawn.id });

    const known = await submissions.find(redrawn.id);
    const joined = known?.status === 'pending' ? await startRun(deps, known) : known?.status === 'done' ? known : null;
    const submission =
      joined ?? (await gate.through(ctx.res, async () => submitSubmission(deps, await takeOver(redrawn, from, submissions, deps), backlog)));
    metrics.submits.inc({ answer: submission.status === 'done' ? 'cached' : 'accepted' });
    await answerSubmit(ctx, deps, submission);
  });
}
