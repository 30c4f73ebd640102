import type { Context } from 'koa';

/** The route's pattern and not its path, so that the number of different values is bounded. */
export function routePattern(ctx: Context): string {
  const matched: unknown = ctx['routerPath'];
  return typeof matched === 'string' ? matched : 'none';
}
