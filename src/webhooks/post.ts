import type { LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface Post {
  readonly url: URL;
  /** Addresses to connect to, and no others: names are not resolved again. */
  readonly addresses: readonly LookupAddress[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the request wherever it is. */
  readonly signal: AbortSignal;
}

export interface PostAnswer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Posts over a connection of its own, which is closed once this settles, and it settles however the answer ends: with
 * its headers, by another protocol (101), by a connection that closes before them, or with the signal. Status and headers
 * are all that is read of the answer, redirects are an answer like any other. TLS is spoken with the URL's host, whatever
 * address the connection goes to.
 */
export async function post({ url, addresses, headers, body, signal }: Post): Promise<PostAnswer> {
  signal.throwIfAborted();
  const bytes = Buffer.from(body);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(bytes.byteLength) },
    agent: false,
    lookup: pinnedTo(addresses),
  });
  let abort = () => {};
  try {
    return await new Promise<PostAnswer>((resolve, reject) => {
      const answer = ({ statusCode = 0, headers: answered }: IncomingMessage) => resolve({ statusCode, headers: answered });
      abort = () => reject(new Error('aborted', { cause: signal.reason }));
      signal.addEventListener('abort', abort, { once: true });
      sent.on('response', answer);
      // Without a listener Node closes the connection and says nothing more of the request, not even to a signal. With
      // one, the connection is the request's no longer.
      sent.on('upgrade', (switched, socket) => {
        socket.destroy();
        answer(switched);
      });
      let interim = 0;
      sent.on('information', () => {
        interim += 1;
        if (interim > MAX_INTERIM_ANSWERS) reject(new Error('interim answers without end'));
      });
      sent.on('error', reject);
      sent.on('close', () => reject(new Error('closed before an answer')));
      sent.end(bytes);
    });
  } finally {
    signal.removeEventListener('abort', abort);
    sent.destroy();
  }
}

/** 100, 102 and 103, which come before an answer, by the dozen at most. */
const MAX_INTERIM_ANSWERS = 32;

/** Node asks for one address, or for all of them where it tries several side by side. */
function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    if (all) return done(null, [...addresses]);
    const [first] = addresses;
    done(null, first!.address, first!.family);
  };
}
