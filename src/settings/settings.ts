import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { ACTIVITY_PLACEMENTS } from '../contract/run.ts';
import { address, apiKeys, byteSize, collectorUrl, duration, flag, hostNames, integer, origins, pixelCount, port, rate, text, versionName, webhookSecrets, webUrl } from './kinds.ts';

/**
 * Every setting under the name it has in the environment. The texts are those of docs/configuration.md and of
 * `.env.example`, which `npm run docs` writes; links are seen from docs/. `unset` says what it is without the setting,
 * where that is no value that one could state.
 */
export const SETTINGS = {
  HOST: text.default('127.0.0.1').meta({ description: 'Where the API listens.' }),
  PORT: port.default(8000).meta({ description: 'Port of the API.' }),
  METRICS_PORT: port.optional().meta({ unset: 'none', description: 'Port on which a worker that runs without the API answers `GET /metrics`.' }),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info').meta({
    description: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional().meta({
    unset: 'none',
    description:
      "Collector that [traces](operations.md#traces) are sent to (OTLP over HTTP, JSON), such as `http://127.0.0.1:4318`; without one nothing is traced. OpenTelemetry's other variables (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` and more) are heeded where this one is set.",
  }),
  DATA_DIR: text.default('.frontal').meta({
    description: "Folder of the embedded database, the embedded Temporal server's data, and the Temporal program that is kept.",
  }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'a URL such as postgres://user:password@host:5432/database' })
    .optional()
    .meta({ unset: 'embedded', description: 'Your PostgreSQL, `postgres://user:password@host:5432/database`. Without one, an embedded PostgreSQL on `POSTGRES_PORT`.' }),
  DATABASE_PASSWORD: text.optional().meta({ unset: 'none', description: 'The password for `DATABASE_URL`, where that has none.' }),
  DATABASE_CONNECTIONS: integer(4, 100).default(16).meta({ description: 'Connections to PostgreSQL that a process may hold, from 4 on; an API has one more: [operations](operations.md#connections).' }),
  POSTGRES_PORT: port.default(54329).meta({ description: 'Port of the embedded PostgreSQL.' }),
  TEMPORAL_ADDRESS: address.optional().meta({ unset: 'embedded', description: 'Your Temporal server, `host:port`. Without one, an embedded server on `TEMPORAL_PORT`.' }),
  TEMPORAL_NAMESPACE: text.default('default').meta({ description: 'Namespace of the runs. On a server of yours it has to exist.' }),
  TEMPORAL_PORT: port.default(7233).meta({ description: 'Port of the embedded Temporal server.' }),
  TEMPORAL_UI_PORT: port.default(8233).meta({ description: "Port of the embedded Temporal server's web page." }),
  TEMPORAL_UI_URL: webUrl.optional().meta({
    unset: "the embedded one's",
    description: 'Web page of your Temporal server, for the links in answers. Without one, they lead to the page of the embedded server, or there are none.',
  }),
  WORKER_DEPLOYMENT: versionName.optional().meta({
    unset: 'none',
    description: 'With `BUILD_ID`: the version that a worker is of, for [upgrades](upgrades.md) with runs under way. Without both, any worker takes any run.',
  }),
  BUILD_ID: versionName.optional().meta({ unset: 'none', description: 'The build that a worker is of; another one for every build that differs.' }),
  ACTIVITY_PLACEMENT: z.enum(ACTIVITY_PLACEMENTS).default('task-queue').meta({
    description:
      "How steps reach a worker: `task-queue`, each by itself and seen by itself; `local`, inside their run's workflow task, which costs less and shows less ([more](architecture.md#where-steps-are-worked-on)). Of the runs that an API starts, or a worker that keeps house; a run keeps its own.",
  }),
  FRONTAL_API_KEYS: apiKeys.default([]).meta({
    unset: 'none',
    description:
      "API keys of 8 characters or more with commas between them: `key`, `tenant:key`, or `tenant:sha256:<64 hex digits>`, the hash instead of the key. Tenants do not see each other's submissions. Without any, no key is asked for.",
  }),
  OPEN_ACCESS: flag.default(false).meta({ description: '`true`: listen beyond this machine without keys, and take submissions from anyone.' }),
  RATE_LIMIT: rate.optional().meta({
    unset: 'none',
    description: 'Requests a minute of each tenant, or of each address without keys, such as `600/min`; wrong keys are taken from the share of their address.',
  }),
  CORS_ORIGINS: origins.default([]).meta({ unset: 'none', description: 'Origins of web pages that may call the API, such as `https://app.example`, with commas between them; `*` for any.' }),
  ALLOWED_HOSTS: hostNames.default([]).meta({
    unset: 'none',
    description:
      "Names that the API is reached by while no keys are set, such as `frontal.example`, with commas between them, or `*` for any; `localhost`, `127.0.0.0/8`, `[::1]` and `HOST` are taken anyway. Others are refused: a page's own name can be made to lead here.",
  }),
  MAX_PENDING: integer(1, 1_000_000).default(1000).meta({
    description: 'Submissions that may wait for their end at once, of each tenant, or of all without keys; more are told to come back (503).',
  }),
  WEBHOOK_SECRET: webhookSecrets.default([]).meta({
    unset: 'none',
    description:
      'Signs [webhooks](webhooks.md): `whsec_` and the base64 of 24 to 64 bytes, `echo whsec_$(openssl rand -base64 32)`; two with a space between them while one replaces the other. The API and the workers need the same. Without one, webhooks are refused.',
  }),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false).meta({ description: '`true`: webhooks may call this machine and private networks.' }),
  RETENTION: duration.default(7 * 24 * 3_600_000).meta({
    description: 'How long a submission is kept after it was accepted (`expires_at`). Then it is gone: 410 at once, erased within five minutes. A submission can ask for less, not for more.',
  }),
  PIXEL_THREADS: integer(1, 64).default(Math.min(2, availableParallelism())).meta({ unset: 'one a core, at most 2', description: 'Threads for pixel work in each worker.' }),
  PIXEL_CACHE_BYTES: byteSize.default(256 * 2 ** 20).meta({
    description: 'Decoded pixels that a worker keeps in memory for the steps that follow, for five minutes at most; the same again for the bytes of artifacts.',
  }),
  PIXEL_MEMORY_BYTES: byteSize.optional().meta({
    unset: 'by the memory there is',
    description: 'What the steps and exports of a process may hold at once: [memory](operations.md#memory).',
  }),
  MAX_PORTRAIT_BYTES: byteSize.default(32 * 2 ** 20).meta({ description: 'Larger portraits are refused before their pixels are decoded.' }),
  MAX_PORTRAIT_PIXELS: pixelCount.default(50_000_000).meta({ description: 'Portraits of more pixels are refused before these are decoded.' }),
  MAX_LABEL_MAP_BYTES: byteSize.default(16 * 2 ** 20).meta({ description: 'Larger label maps are refused before their pixels are decoded.' }),
  MAX_LABEL_MAP_PIXELS: pixelCount.default(25_000_000).meta({ description: 'Label maps of more pixels are refused before these are decoded.' }),
};
