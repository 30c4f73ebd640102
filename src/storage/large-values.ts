import type { Client } from 'pg';

/** Values from this size on are handed to the socket as they are. */
const LARGE_BYTES = 64 * 1024;

/** What a client of `pg` says to its connection where a statement has parameters (lib/query.js). */
interface BindRequest {
  readonly portal?: string;
  readonly statement?: string;
  readonly values?: readonly unknown[];
  readonly binary?: boolean;
  readonly valueMapper: (value: unknown, index: number) => Buffer | string | null;
}

interface BindingConnection {
  bind(request: BindRequest): void;
  readonly stream: { write(bytes: Uint8Array): boolean; cork(): void; uncork(): void };
}

/**
 * Lets a client send large values without copying them. `pg` writes all parameters of a statement into one buffer that
 * grows on the way: a portrait passes through the processor five times, in one go, while the event loop waits.
 */
export function sendLargeValuesAsTheyAre(client: Client): void {
  const { connection } = client as unknown as { readonly connection: BindingConnection };
  const bindSmall = connection.bind.bind(connection);
  connection.bind = (request) => {
    const values = (request.values ?? []).map((value, index) => request.valueMapper(value, index) ?? null);
    if (!values.some((value) => value instanceof Buffer && value.length >= LARGE_BYTES)) return bindSmall(request);
    const pieces = bindMessage(request, values);
    // Also where `pg` has replaced the socket by an encrypted one.
    const { stream } = connection;
    stream.cork();
    for (const piece of pieces) stream.write(piece);
    stream.uncork();
  };
}

/** The message Bind, https://www.postgresql.org/docs/current/protocol-message-formats.html, with buffers as they are. */
function bindMessage({ portal = '', statement = '', binary = false }: BindRequest, values: readonly (Buffer | string | null)[]): Buffer[] {
  const encoded = values.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
  const formats = values.map((value) => int16(value instanceof Buffer ? 1 : 0));
  const named = [Buffer.from(`${portal}\0`), Buffer.from(`${statement}\0`)];
  const parameters = encoded.flatMap((bytes) => (bytes === null ? [int32(-1)] : [int32(bytes.length), bytes]));
  const results = [int16(1), int16(binary ? 1 : 0)];
  const body = joinSmall([...named, int16(values.length), ...formats, int16(values.length), ...parameters, ...results]);
  const length = body.reduce((sum, { length: bytes }) => sum + bytes, 4);
  return [Buffer.concat([Buffer.from('B'), int32(length)]), ...body];
}

/** Few writes: what is small is joined with its neighbours. */
function joinSmall(pieces: readonly Buffer[]): Buffer[] {
  const joined: Buffer[] = [];
  let small: Buffer[] = [];
  for (const piece of pieces) {
    if (piece.length < LARGE_BYTES) {
      small.push(piece);
      continue;
    }
    joined.push(Buffer.concat(small), piece);
    small = [];
  }
  return [...joined, Buffer.concat(small)];
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
