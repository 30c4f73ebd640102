import type { Context } from 'koa';
import type { RequestState } from '../request-state.ts';
import type { Sender } from './body-gate.ts';

export function senderOf(ctx: Pick<Context, 'req' | 'res' | 'ip'> & { readonly state: RequestState }): Sender {
  return { request: ctx.req, response: ctx.res, caller: ctx.state.tenant ?? ctx.ip };
}
