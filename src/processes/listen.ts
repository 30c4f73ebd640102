import { once } from 'node:events';
import type { Server } from 'node:http';
import { FrontalError } from '../contract/errors.ts';

/** Where a server of this process is to listen, and the setting that says so. */
export interface Endpoint {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly setting: string;
}

/** @returns the server's URL, without a slash at its end. @throws FrontalError naming the setting to change */
export async function listen(server: Server, { host, port, setting }: Endpoint): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE' ? 'is in use' : 'cannot be used';
    throw new FrontalError('unavailable', `Port ${port} of ${host} ${reason}: stop what listens there or set ${setting} to a free port`, { cause });
  }
  const bound = server.address();
  const actual = bound !== null && typeof bound === 'object' ? bound.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}
