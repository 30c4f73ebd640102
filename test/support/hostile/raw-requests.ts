import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export const PATH = '/api/v1/frontal/crop/submit';
const head = (...lines: string[]) => `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

/** Requests that no client makes by accident, byte by byte; each has to be answered with one of these. */
export const HOSTILE_REQUESTS: readonly [name: string, bytes: string, statuses: readonly number[]][] = [
  ['a body shorter than it says', `${head('Content-Length: 100')}{"image":`, [400]],
  ['a body longer than it says', `${head('Content-Length: 2')}{}{"image":1}`, [400, 422]],
  ['two lengths', `${head('Content-Length: 2', 'Content-Length: 3')}{}`, [400]],
  ['a length and chunks', `${head('Content-Length: 2', 'Transfer-Encoding: chunked')}2\r\n{}\r\n0\r\n\r\n`, [400]],
  ['a negative length', `${head('Content-Length: -1')}{}`, [400]],
  ['a length that is no number', `${head('Content-Length: 0x10')}{}`, [400]],
  ['a length of a hundred digits', `${head(`Content-Length: ${'9'.repeat(100)}`)}{}`, [400]],
  ['a length of a terabyte', `${head('Content-Length: 1099511627776')}{}`, [413]],
  ['chunks of a size that is no number', `${head('Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`, [400]],
  ['chunks that end early', `${head('Transfer-Encoding: chunked')}ff\r\n{}`, [400]],
  ['chunks of a size beyond all numbers', `${head('Transfer-Encoding: chunked')}ffffffffffffffffff\r\n{}`, [400]],
  ['chunks with an extension of a megabyte', `${head('Transfer-Encoding: chunked')}2;${'x'.repeat(2 ** 20)}\r\n{}\r\n0\r\n\r\n`, [400, 413]],
  ['an encoding that there is not', `${head('Transfer-Encoding: gzip, chunked')}2\r\n{}\r\n0\r\n\r\n`, [400, 415, 422]],
  ['a header of a megabyte', `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(2 ** 20)}\r\n\r\n`, [431]],
  ['ten thousand headers', head(...Array.from({ length: 10_000 }, (_, i) => `X-${i}: 1`)), [431]],
  ['a header with a NUL', head('X-A: a\0b'), [400]],
  ['a header over two lines', head('X-A: a\r\n b'), [400]],
  ['no host', `POST ${PATH} HTTP/1.1\r\n\r\n`, [400]],
  ['a version that there is not', `POST ${PATH} HTTP/9.9\r\nHost: localhost\r\n\r\n`, [400]],
  ['a method that there is not', `HACK ${PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n`, [400]],
  ['a path of a megabyte', `GET /${'a'.repeat(2 ** 20)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, [431]],
  ['a path with half an escape', 'GET /api/v1/frontal/crop/status/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [400, 404]],
  ['a path that climbs', 'GET /docs/../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [404]],
  ['a path that climbs by escapes', 'GET /docs/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [404]],
  ['an id with a NUL', 'GET /api/v1/frontal/crop/status/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [404]],
  ['an id that is SQL', "GET /api/v1/frontal/crop/status/'%20OR%201=1-- HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", [404]],
  ['an address in place of a path', 'GET http://169.254.169.254/latest HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [404]],
  ['something that is no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
];

/** Sends the bytes, says that nothing follows, and reads all that comes back. */
export async function sendBytes(port: number, bytes: string): Promise<string> {
  const socket = await connected(port);
  const answer = answerTo(socket);
  socket.end(bytes, 'latin1');
  return answer;
}

/** All that comes back until the connection is closed. */
export function answerTo(socket: Socket): Promise<string> {
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  // The other side answers and hangs up before all was sent; that is no error here.
  return new Promise((resolve) => socket.once('close', () => resolve(answer)));
}

/** Statuses of all answers in what a connection gave back. */
export function statusesOf(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}

/** A request that never ends: each of its chunks has one byte. Destroying the socket is all that ends it from here. */
export async function slowRequest(port: number): Promise<Socket> {
  const socket = await connected(port);
  socket.write(head('Transfer-Encoding: chunked'));
  socket.write('1\r\n{\r\n');
  const more = setInterval(() => socket.write('1\r\n \r\n'), 250);
  socket.once('close', () => clearInterval(more));
  return socket;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}
