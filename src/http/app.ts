import Router from '@koa/router';
import Koa from 'koa';
import { authenticate } from './access/authenticate.ts';
import { allowOrigins } from './access/cross-origin.ts';
import { createRate } from './access/rate.ts';
import { limitRate } from './access/rate-limit.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { RequestState } from './request-state.ts';
import { refuseForeign } from './access/refuse-foreign.ts';
import { healthRoutes } from './health/routes.ts';
import { metricsRoute } from './health/metrics-route.ts';
import { createApiMetrics } from './metrics.ts';
import { accessLog } from './middleware/access-log.ts';
import { errorBoundary } from './middleware/error-boundary.ts';
import { measureRequests } from './middleware/measure-requests.ts';
import { noRoute } from './middleware/no-route.ts';
import { requestId } from './middleware/request-id.ts';
import { safeHeaders } from './middleware/safe-headers.ts';
import { docsRoutes } from './docs/routes.ts';
import { artifactRoutes } from './artifacts/routes.ts';
import { deliveriesRoute } from './deliveries/route.ts';
import { createBacklog } from '../submissions/backlog.ts';
import { cancelRoute } from './submissions/cancel-route.ts';
import { drawingsRoute } from './drawings/route.ts';
import { eraseRoute } from './submissions/erase-route.ts';
import { eventsRoute } from './events/route.ts';
import { listRoute } from './list/route.ts';
import { nameSubmission } from './name-submission.ts';
import { submissionRoutes } from './submissions/routes.ts';
import { SUBMISSION_ID } from '../contract/submission-id.ts';
import { validateRoute } from './validate/route.ts';

/** The API as a Koa application. It never listens: its process does, and the tests do on a port of their own. */
export function createApp(deps: ApiDependencies): Koa<RequestState> {
  const metrics = createApiMetrics(deps.registry);
  // Paths mean one thing: what compares them and what routes them must not see it differently.
  const router = new Router<RequestState>({ sensitive: true });
  router.param('id', (id, ctx, next) => {
    if (SUBMISSION_ID.test(id)) nameSubmission(ctx.state, id);
    return next();
  });
  const backlog = createBacklog(deps.submissions, deps.maxPending);
  submissionRoutes(router, deps, backlog, metrics);
  drawingsRoute(router, deps, backlog, metrics);
  deliveriesRoute(router, deps.submissions);
  validateRoute(router, deps);
  listRoute(router, deps);
  cancelRoute(router, deps);
  eraseRoute(router, deps);
  eventsRoute(router, deps);
  artifactRoutes(router, deps);
  healthRoutes(router, deps);
  metricsRoute(router, deps);

  const { tenantOf, requestsPerMinute, corsOrigins } = deps.access;
  docsRoutes(router, tenantOf !== null);
  const rate = requestsPerMinute === null ? null : createRate(requestsPerMinute);
  const app = new Koa<RequestState>();
  // Connections that break while an answer is being written.
  app.on('error', (error: unknown) => deps.log.warn({ err: error }, 'answer was not delivered'));
  if (deps.trace) app.use(deps.trace);
  app.use(requestId(deps.log));
  app.use(accessLog);
  app.use(measureRequests(metrics));
  app.use(safeHeaders);
  app.use(errorBoundary);
  app.use(refuseForeign(deps.access));
  app.use(allowOrigins(corsOrigins));
  app.use(authenticate(tenantOf, rate));
  app.use(limitRate(rate));
  app.use(router.routes());
  app.use(noRoute(router));
  return app;
}
