import type { LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
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
 * Posts over a connection of its own. Status and headers are all that is read of the answer, redirects are an answer like
 * any other. TLS is spoken with the URL's host, whatever address the connection goes to.
 */
export function post({ url, addresses, headers, body, signal }: Post): Promise<PostAnswer> {
  const bytes = Buffer.from(body);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(bytes.byteLength) },
      agent: false,
      lookup: pinnedTo(addresses),
      signal,
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      resolve({ statusCode: answer.statusCode ?? 0, headers: answer.headers });
      answer.destroy();
    });
    sent.end(bytes);
  });
}

/** Node asks for one address, or for all of them where it tries several side by side. */
function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    if (all) return done(null, [...addresses]);
    const [first] = addresses;
    done(null, first!.address, first!.family);
  };
}
