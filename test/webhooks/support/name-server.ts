import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Types of DNS records (RFC 1035, RFC 3596). */
const A = 1;
const AAAA = 28;
const NAME_ERROR = 3;

export interface Records {
  readonly a?: readonly string[];
  readonly aaaa?: readonly (readonly number[])[];
}

/** A DNS server with one name, for one test; every other name is unknown. @returns `host:port` */
export async function startNameServer(name: string, records: Records): Promise<string> {
  const server = createSocket('udp4');
  server.on('message', (query, { port, address }) => server.send(answerTo(query), port, address));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${server.address().port}`;

  function answerTo(query: Buffer): Buffer {
    const end = query.indexOf(0, 12) + 1;
    const question = query.subarray(12, end + 4);
    const isKnown = nameIn(question) === name;
    const type = question.readUInt16BE(end - 12);
    const found = !isKnown ? [] : type === A ? (records.a ?? []).map((ip) => ip.split('.').map(Number)) : type === AAAA ? (records.aaaa ?? []) : [];
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (isKnown ? 0 : NAME_ERROR), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(found.length, 6);
    return Buffer.concat([header, question, ...found.map((bytes) => record(type, bytes))]);
  }
}

function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 0; question[at]! > 0; at += question[at]! + 1) labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!));
  return labels.join('.').toLowerCase();
}

/** Of the name in the question, of class IN, for no time. */
function record(type: number, bytes: readonly number[]): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(bytes.length, 10);
  return Buffer.concat([head, Buffer.from(bytes)]);
}
