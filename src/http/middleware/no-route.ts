import type Router from '@koa/router';
import type { Middleware } from 'koa';
import { FrontalError } from '../../contract/errors.ts';
import type { RequestState } from '../request-state.ts';

/** Runs where no route answered: 405 with `Allow` if the path has one for another method, else 404. */
export function noRoute(router: Router<RequestState>): Middleware<RequestState> {
  return (ctx) => {
    const methods = new Set(router.match(ctx.path, ctx.method).path.flatMap((layer) => layer.methods));
    if (methods.size === 0) throw new FrontalError('not_found', 'There is no such route.');
    const allow = [...methods].sort().join(', ');
    ctx.set('Allow', allow);
    throw new FrontalError('method_not_allowed', `This route takes ${allow}.`);
  };
}
