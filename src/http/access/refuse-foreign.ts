import type { Context, Middleware } from 'koa';
import { FrontalError } from '../../contract/errors.ts';
import type { Access } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { isOpen } from './open-paths.ts';

/**
 * Where no keys are set, whoever reaches the service may use it, and a browser on the same machine reaches it for every
 * page that is open in it. Such a page is refused: it shows by the name it knows the service by (a name of its own that
 * leads here: DNS rebinding), by its origin, or by what its browser says of it (Fetch Metadata). What is no browser sends
 * neither of the two last. Probes and documentation tell nothing that is worth it.
 */
export function refuseForeign({ tenantOf, corsOrigins, allowedHosts = [] }: Access): Middleware<RequestState> {
  if (tenantOf !== null) return (_ctx, next) => next();
  const anyHost = allowedHosts.includes('*');
  const isOurs = (name: string) => anyHost || isLoopbackName(name) || allowedHosts.includes(name);
  return async (ctx, next) => {
    if (!isOpen(ctx.path)) {
      if (!isOurs(nameOf(ctx.get('Host')))) throw foreign("under a name that is not the service's: ALLOWED_HOSTS can say that it is");
      if (comesFromElsewhere(ctx, corsOrigins)) throw foreign('from a page of another origin: CORS_ORIGINS can let it in');
    }
    await next();
  };
}

/** `localhost`, and the addresses that lead nowhere else: 127.0.0.0/8 and ::1. A request without a name is of no browser. */
export function isLoopbackName(name: string): boolean {
  return name === '' || name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Of `name:port`, in lower case. */
function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '');
}

function comesFromElsewhere(ctx: Context, corsOrigins: readonly string[]): boolean {
  const origin = ctx.get('Origin');
  if (origin !== '' && (corsOrigins.includes('*') || corsOrigins.includes(origin))) return false;
  // Whoever stands before the service may speak TLS for it: the scheme says nothing.
  const isOwn = origin === '' || (URL.canParse(origin) && new URL(origin).host === ctx.get('Host').toLowerCase());
  return !isOwn || ctx.get('Sec-Fetch-Site') === 'cross-site';
}

function foreign(how: string): FrontalError {
  return new FrontalError('foreign_request', `Without API keys no request is taken ${how}.`);
}
