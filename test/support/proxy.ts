import { connect, createServer, type Socket } from 'node:net';

/** A network between a client and the server at `url` that can fail. */
export interface Proxy {
  readonly url: string;
  /** Connections stay open, and nothing comes through any more. */
  silence(): void;
  /** Breaks all connections; new ones come through again. */
  cut(): void;
  /** What the server sends on connections to come goes through `change`, packet by packet. */
  alter(change: (packet: Buffer) => Buffer): void;
  close(): Promise<void>;
}

export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const pairs = new Set<[Socket, Socket]>();
  let altered: ((packet: Buffer) => Buffer) | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.pipe(upstream);
    const change = altered;
    if (change === null) upstream.pipe(client);
    else upstream.on('data', (packet) => client.write(change(packet)));
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const own = new URL(url);
  own.port = String(address.port);

  const cut = () => pairs.forEach(([client]) => client.destroy());
  return {
    url: own.href,
    silence: () => pairs.forEach(([client, upstream]) => (client.unpipe(upstream).pause(), upstream.unpipe(client).pause())),
    cut,
    alter: (change) => (altered = change),
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
