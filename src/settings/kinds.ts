import { z } from 'zod';
import { parseApiKeys } from './api-keys.ts';

const DURATION_UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const BYTE_UNITS: Record<string, number> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
const PIXEL_UNITS: Record<string, number> = { '': 1, MP: 1_000_000 };

export const text = z.string();

export const port = integer(0, 65_535, 'a port, 0 to 65535');

/** `7d`, `12h`, `30m`, `90s`, as milliseconds. */
export const duration = measured(DURATION_UNITS, 'a duration such as 7d, 12h or 30m');

export const byteSize = measured(BYTE_UNITS, 'a size in bytes such as 33554432 or 32MiB');

export const pixelCount = measured(PIXEL_UNITS, 'a number of pixels such as 50000000 or 50MP');

export const address = z
  .string()
  .regex(/^([\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}$/, { error: 'host:port such as 127.0.0.1:7233' });

/** Of a worker deployment or a build of it: Temporal joins the two by characters that are not among these. */
export const versionName = z.string().regex(/^[\w-][\w+-]{0,99}$/, { error: 'a name of letters, digits, _, - and +, at most 100 of them' });

export const webUrl = urlSuchAs('http://127.0.0.1:8233');
export const collectorUrl = urlSuchAs('http://127.0.0.1:4318');

function urlSuchAs(example: string) {
  return z.url({ protocol: /^https?$/, error: `a URL such as ${example}` }).transform((url) => url.replace(/\/+$/, ''));
}

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Requests a minute: `600/min`. */
export const rate = z.string().transform((value, context) => {
  const [, digits] = /^(\d{1,7})\/min$/.exec(value) ?? [];
  if (Number(digits) > 0) return Number(digits);
  context.addIssue({ code: 'custom', message: 'a rate such as 600/min' });
  return z.NEVER;
});

export const apiKeys = z.string().transform((value, context) => {
  const keys = parseApiKeys(value);
  if (keys !== null) return keys;
  context.addIssue({ code: 'custom', message: 'keys of 8 characters or more with commas between them, such as clinic:secret-key or clinic:sha256:<hash>' });
  return z.NEVER;
});

/** Origins of web pages, with commas between them; `*` for any. */
export const origins = z.string().transform((value, context) => {
  const list = value.split(',').map((origin) => origin.trim());
  if (list.every((origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin))) return list;
  context.addIssue({ code: 'custom', message: 'origins such as https://app.example with commas between them, or *' });
  return z.NEVER;
});

/** Names of this service in URLs, without ports, with commas between them; `*` for any. */
export const hostNames = z.string().transform((value, context) => {
  const list = value.split(',').map((name) => name.trim().toLowerCase());
  if (list.every((name) => name === '*' || (/^[\w.:[\]-]+$/.test(name) && URL.canParse(`http://${name}`) && new URL(`http://${name}`).host === name))) return list;
  context.addIssue({ code: 'custom', message: 'names such as frontal.example with commas between them, or *' });
  return z.NEVER;
});

/** Secrets that sign webhooks, with spaces between them: `whsec_` and the base64 of 24 to 64 bytes each. */
export const webhookSecrets = z.string().transform((value, context) => {
  const secrets = value.split(/\s+/);
  if (secrets.every(isWebhookSecret)) return secrets;
  context.addIssue({ code: 'custom', message: 'secrets such as whsec_<base64 of 24 to 64 bytes>, with spaces between them' });
  return z.NEVER;
});

function isWebhookSecret(secret: string): boolean {
  const [, text = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(text, 'base64');
  return key.toString('base64') === text && key.byteLength >= 24 && key.byteLength <= 64;
}

export function integer(least: number, most: number, expected = `a whole number, ${least} to ${most}`) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: expected, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: expected });
}

/** A positive whole number directly followed by one of the units. */
function measured(units: Readonly<Record<string, number>>, expected: string) {
  return z.string().transform((value, context) => {
    const [, digits, unit] = /^(\d{1,15})([A-Za-z]*)$/.exec(value) ?? [];
    const amount = Number(digits) * (Object.hasOwn(units, unit ?? '?') ? (units[unit ?? ''] ?? Number.NaN) : Number.NaN);
    if (Number.isSafeInteger(amount) && amount > 0) return amount;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}
