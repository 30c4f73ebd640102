import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between two processes that can fail. */
export interface Line {
  /** `host:port` */
  readonly address: string;
  /** Connections stay open, and nothing comes through: neither what is on its way nor what follows. */
  silence(): void;
  /** Breaks all connections and takes no new ones. */
  cut(): void;
  /** Breaks all connections; new ones come through. */
  mend(): void;
  close(): Promise<void>;
}

export async function openLine(target: string): Promise<Line> {
  const [host = '', port] = target.split(':');
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'through' | 'silent' | 'cut' = 'through';
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    const pair = [near, far] as const;
    pairs.add(pair);
    if (state === 'through') near.pipe(far).pipe(near);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    silence() {
      state = 'silent';
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    cut() {
      state = 'cut';
      breakAll();
    },
    mend() {
      state = 'through';
      breakAll();
    },
    async close() {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
