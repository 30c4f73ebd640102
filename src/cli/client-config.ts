import { z } from 'zod';
import { port, text } from '../settings/kinds.ts';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';

/** Where the commands find the service, and how they show who they are. */
export interface ClientConfig {
  readonly url: string;
  readonly apiKey: string | null;
}

/** `localhost:8000` parses as a URL, whose scheme is `localhost`. */
const serviceUrl = z.string().transform((value, context) => {
  const url = value.replace(/\/+$/, '');
  if (/^https?:$/.test(schemeOf(url))) return url;
  const completed = `http://${url}`;
  const isLacking = !url.includes('://') && URL.canParse(completed);
  context.addIssue({ code: 'custom', message: isLacking ? `http:// in front of it: ${completed}` : 'a URL such as http://127.0.0.1:8000' });
  return z.NEVER;
});

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

/** HOST and PORT are the service's own: on its machine there is nothing else to set. */
const SETTINGS = z.object({
  FRONTAL_URL: serviceUrl.optional(),
  FRONTAL_API_KEY: text.optional(),
  HOST: text.default('127.0.0.1'),
  PORT: port.default(8000),
});

/** What `--url` and `--api-key` say, else the environment. @throws Complaint */
export function clientConfig(
  given: { readonly url?: string | undefined; readonly apiKey?: string | undefined },
  env: Readonly<Record<string, string | undefined>>,
): ClientConfig {
  const names = Object.keys(SETTINGS.shape).flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : []));
  const parsed = SETTINGS.safeParse({ ...Object.fromEntries(names), ...(given.url !== undefined && { FRONTAL_URL: given.url }) });
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    const name = path[0] === 'FRONTAL_URL' && given.url !== undefined ? '--url' : String(path[0]);
    throw new Complaint(EXIT.usage, `${name} is none: expected ${message}`);
  }
  const { FRONTAL_URL, FRONTAL_API_KEY, HOST, PORT } = parsed.data;
  return { url: FRONTAL_URL ?? `http://${reachable(HOST)}:${PORT}`, apiKey: given.apiKey ?? FRONTAL_API_KEY ?? null };
}

/** A service that listens everywhere is reached on this machine's own address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
