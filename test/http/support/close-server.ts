import { once } from 'node:events';
import type { Server } from 'node:http';

/** Ends a server with whatever is still connected to it. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
