import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** Large bodies take turns, so a slow one must not keep its turn for ever. */
const REQUEST_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 30_000;

/** Longer than proxies keep a connection that nobody uses, a minute as a rule: they must not send a request as it is closed. */
const KEPT_OPEN_MS = 75_000;

/**
 * A server that leaves it to the listener when to let a body come that waits for it (`Expect: 100-continue`), and that hangs up
 * on whoever does not send a request whole in time (408); how long its answer takes is another matter.
 */
export function createHttpServer(listener: RequestListener, requestWithinMs = REQUEST_WITHIN_MS): Server {
  const connectionsCheckingInterval = Math.min(LOOK_EVERY_MS, requestWithinMs);
  const server = createServer({ requestTimeout: requestWithinMs, connectionsCheckingInterval, keepAliveTimeout: KEPT_OPEN_MS }, listener);
  return server.on('checkContinue', (request, response) => {
    // Whoever is refused is not told to go on, and may send the body all the same: nothing can follow it then.
    const goOn = response.writeContinue.bind(response);
    response.shouldKeepAlive = false;
    response.writeContinue = (told) => {
      response.shouldKeepAlive = true;
      goOn(told);
    };
    listener(request, response);
  });
}

const UPLOAD_GRACE_MS = 10_000;

/** Takes no new request and lets those that run end. */
export async function closeHttpServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that a client keeps open becomes idle only once its last request is answered.
  const closing = setInterval(() => server.closeIdleConnections(), 50);
  // Those who waited were answered when the stop began; what is open now is an upload that stalled.
  const cutting = setTimeout(() => server.closeAllConnections(), UPLOAD_GRACE_MS);
  await closed.finally(() => {
    clearInterval(closing);
    clearTimeout(cutting);
  });
}
