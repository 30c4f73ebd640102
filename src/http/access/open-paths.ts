/**
 * What can be asked without a key, and as often as one likes: whether the service lives, and how it is to be talked to.
 * Everything else is guarded and counted, so that a path which a route takes and nobody thought of is no way around.
 */
export function isOpen(path: string): boolean {
  return OPEN.test(path);
}

const OPEN = /^\/($|health\/|openapi\.json$|docs(\/|$))/;
