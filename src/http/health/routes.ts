import type Router from '@koa/router';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import type { LiveAnswer, ReadyAnswer } from './answers.ts';
import { askProbes } from './probes.ts';

export function healthRoutes(router: Router<RequestState>, deps: Pick<ApiDependencies, 'probes'>): void {
  router.get('/health/live', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'live' } satisfies LiveAnswer;
  });

  router.get('/health/ready', async (ctx) => {
    const checks = await askProbes(deps.probes);
    const ready = Object.values(checks).every((check) => check.status === 'up');
    ctx.set('Cache-Control', 'no-store');
    if (!ready) {
      ctx.status = 503;
      ctx.set('Retry-After', '1');
    }
    ctx.body = { status: ready ? 'ready' : 'not_ready', checks } satisfies ReadyAnswer;
  });
}
