import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ActivityPlacement } from '../contract/run.ts';
import { FrontalError, type FieldError } from '../contract/errors.ts';
import type { ApiKey } from './api-keys.ts';
import { SECRET_SETTINGS, withSecretFiles } from './secret-files.ts';
import { SETTINGS } from './settings.ts';

export { SETTINGS } from './settings.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where a worker without an API answers `GET /metrics`; null: nowhere. */
  readonly metricsPort: number | null;
  /** Where traces are sent; null: nowhere, and none are made. */
  readonly tracesUrl: string | null;
  readonly logLevel: z.output<typeof SETTINGS.LOG_LEVEL>;
  /** Absolute. */
  readonly dataDir: string;
  /** null: the embedded PostgreSQL on `postgresPort`. */
  readonly databaseUrl: string | null;
  readonly postgresPort: number;
  /** Most that this process holds at once; an API has one more, which listens. */
  readonly databaseConnections: number;
  /** `host:port`; null: the embedded server on `temporalPort`. */
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly temporalPort: number;
  readonly temporalUiPort: number;
  /** Without a slash at its end; null: there is no UI to link to. */
  readonly temporalUiUrl: string | null;
  /** The version that a worker is of; null: workers are told apart by nobody. */
  readonly deployment: { readonly name: string; readonly buildId: string } | null;
  /** Of the runs that this process starts. */
  readonly activityPlacement: ActivityPlacement;
  /** None: everyone who reaches the API is let in. */
  readonly apiKeys: readonly ApiKey[];
  /** Listen beyond this machine without keys. */
  readonly openAccess: boolean;
  /** Requests a minute of each key, or of each address without keys; null: as many as come. */
  readonly requestsPerMinute: number | null;
  readonly corsOrigins: readonly string[];
  /** Names that the API is reached by, beside those of this machine and HOST, while no keys are set; `*`: any. */
  readonly allowedHosts: readonly string[];
  /** Submissions of each tenant that may wait for their end at once, or of all where there are no tenants. */
  readonly maxPending: number;
  readonly webhooks: {
    /** `whsec_` and base64 each; none: webhooks are refused. */
    readonly secrets: readonly string[];
    /** Call addresses of this machine and of private networks. */
    readonly allowPrivate: boolean;
  };
  readonly retentionMs: number;
  readonly pixelThreads: number;
  readonly pixelCacheBytes: number;
  /** That steps and exports may hold at once; null: by the memory that the process may have. */
  readonly pixelMemoryBytes: number | null;
  readonly maxPortraitBytes: number;
  readonly maxPortraitPixels: number;
  readonly maxLabelMapBytes: number;
  readonly maxLabelMapPixels: number;
}

/**
 * An unset variable and an empty one are the same; variables that are no setting are not looked at.
 * @throws FrontalError `invalid_option` with one line, and one entry of `errors`, for each fault
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(SETTINGS).flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])),
  );
  const parsed = z.object(SETTINGS).safeParse(given);
  if (!parsed.success) throw faults(parsed.error, given);
  const settings = parsed.data;
  const embeddedUi = settings.TEMPORAL_ADDRESS === undefined ? `http://127.0.0.1:${settings.TEMPORAL_UI_PORT}` : null;
  return Object.freeze({
    host: settings.HOST,
    port: settings.PORT,
    metricsPort: settings.METRICS_PORT ?? null,
    tracesUrl: settings.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    logLevel: settings.LOG_LEVEL,
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: withPassword(settings.DATABASE_URL, settings.DATABASE_PASSWORD),
    postgresPort: settings.POSTGRES_PORT,
    temporalAddress: settings.TEMPORAL_ADDRESS ?? null,
    temporalNamespace: settings.TEMPORAL_NAMESPACE,
    temporalPort: settings.TEMPORAL_PORT,
    temporalUiPort: settings.TEMPORAL_UI_PORT,
    temporalUiUrl: settings.TEMPORAL_UI_URL ?? embeddedUi,
    deployment: deploymentOf(settings),
    activityPlacement: settings.ACTIVITY_PLACEMENT,
    apiKeys: settings.FRONTAL_API_KEYS,
    openAccess: settings.OPEN_ACCESS,
    requestsPerMinute: settings.RATE_LIMIT ?? null,
    corsOrigins: settings.CORS_ORIGINS,
    allowedHosts: settings.ALLOWED_HOSTS,
    databaseConnections: settings.DATABASE_CONNECTIONS,
    maxPending: settings.MAX_PENDING,
    webhooks: { secrets: settings.WEBHOOK_SECRET, allowPrivate: settings.WEBHOOK_ALLOW_PRIVATE },
    retentionMs: settings.RETENTION,
    pixelThreads: settings.PIXEL_THREADS,
    pixelCacheBytes: settings.PIXEL_CACHE_BYTES,
    pixelMemoryBytes: settings.PIXEL_MEMORY_BYTES ?? null,
    maxPortraitBytes: settings.MAX_PORTRAIT_BYTES,
    maxPortraitPixels: settings.MAX_PORTRAIT_PIXELS,
    maxLabelMapBytes: settings.MAX_LABEL_MAP_BYTES,
    maxLabelMapPixels: settings.MAX_LABEL_MAP_PIXELS,
  });
}

/** Whether nobody but this machine's users and holders of keys is let in, unless that was asked for. */
export function isGuarded({ host, apiKeys, openAccess }: Config): boolean {
  return apiKeys.length > 0 || openAccess || isLoopback(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The settings of this process: its environment, and under it the file `.env` of the working folder. */
export function configOfThisProcess(): Config {
  return readConfig(withSecretFiles(environmentOfThisProcess()));
}

export function environmentOfThisProcess(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** What a program started from here finds in its environment: ours, with `changes`. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** A password beside the URL spares whoever runs us a second copy of it, and may hold any character. */
function withPassword(url: string | undefined, password: string | undefined): string | null {
  if (url === undefined) return null;
  const complete = new URL(url);
  if (password === undefined || complete.password !== '') return url;
  complete.password = encodeURIComponent(password);
  return complete.href;
}

/** A build without its deployment is no version, nor is a deployment without its build. */
function deploymentOf({ WORKER_DEPLOYMENT: name, BUILD_ID: buildId }: { WORKER_DEPLOYMENT?: string | undefined; BUILD_ID?: string | undefined }): Config['deployment'] {
  if (name !== undefined && buildId !== undefined) return { name, buildId };
  if (name === undefined && buildId === undefined) return null;
  const [missing, given] = name === undefined ? ['WORKER_DEPLOYMENT', 'BUILD_ID'] : ['BUILD_ID', 'WORKER_DEPLOYMENT'];
  const detail = `${missing} is not set; expected beside ${given}`;
  throw new FrontalError('invalid_option', detail, { errors: [{ pointer: `/${missing}`, code: 'invalid_option', detail }] });
}

function faults(error: z.ZodError, given: Readonly<Record<string, string>>): FrontalError {
  const errors = error.issues.map((issue): FieldError => {
    const name = String(issue.path[0]);
    return { pointer: `/${name}`, code: 'invalid_option', detail: `${name} is ${shown(name, given[name] ?? '')}; expected ${expectation(issue)}` };
  });
  return new FrontalError('invalid_option', errors.map((fault) => fault.detail).join('\n'), { errors });
}

/** A database URL carries a password: no log may show any of these. */
const SECRETS = new Set<string>(SECRET_SETTINGS);

function shown(name: string, value: string): string {
  return SECRETS.has(name) ? 'set to something else' : JSON.stringify(value);
}

function expectation(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_value' ? `one of ${issue.values.map(String).join(', ')}` : issue.message;
}
