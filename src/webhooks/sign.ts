import { createHmac } from 'node:crypto';

/** What is signed: `webhook-id`, the second of this try, and the body byte for byte. */
export interface SignedContent {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

const PREFIX = 'whsec_';

/** The headers of Standard Webhooks 1.0.0, with one signature a secret: receivers take any of them while secrets change. */
export function signatureHeaders(secrets: readonly string[], { id, at, body }: SignedContent): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
