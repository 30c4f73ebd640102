import type Router from '@koa/router';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';

export function metricsRoute(
  router: Router<RequestState>,
  { registry, extraMetrics }: Pick<ApiDependencies, 'registry' | 'extraMetrics'>,
): void {
  router.get('/metrics', async (ctx) => {
    const own = await registry.metrics();
    let extra = '';
    try {
      extra = (await extraMetrics?.()) ?? '';
    } catch (error) {
      // The own numbers must not go with the foreign ones.
      ctx.state.log.warn({ err: error }, 'extra metrics are missing from this scrape');
    }
    ctx.set('Cache-Control', 'no-store');
    ctx.body = own + extra;
    ctx.set('Content-Type', registry.contentType);
  });
}
