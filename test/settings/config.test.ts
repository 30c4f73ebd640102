import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { childEnvironment, configOfThisProcess, readConfig, SETTINGS } from '../../src/settings/config.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EXAMPLE = new URL('../../.env.example', import.meta.url);

describe('what is refused', () => {
  test('every fault is named at once, with the value and what is expected', () => {
    const error = faultOf({ PORT: '80000', LOG_LEVEL: 'loud', RETENTION: '7 days', HOST: '::1' });
    expect(error.code).toBe('invalid_option');
    expect(error.message.split('\n')).toEqual([
      'PORT is "80000"; expected a port, 0 to 65535',
      'LOG_LEVEL is "loud"; expected one of trace, debug, info, warn, error, fatal, silent',
      'RETENTION is "7 days"; expected a duration such as 7d, 12h or 30m',
    ]);
    expect(error.errors.map(({ pointer }) => pointer)).toEqual(['/PORT', '/LOG_LEVEL', '/RETENTION']);
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['POSTGRES_PORT', '65536'],
    ['DATABASE_URL', 'mysql://localhost/frontal'],
    ['DATABASE_URL', 'localhost:5432'],
    ['TEMPORAL_ADDRESS', 'localhost'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233'],
    ['TEMPORAL_UI_URL', 'localhost:8233'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318'],
    ['WORKER_DEPLOYMENT', 'frontal.eu'],
    ['BUILD_ID', '2026:11'],
    ['ACTIVITY_PLACEMENT', 'here'],
    ['FRONTAL_API_KEYS', 'short'],
    ['OPEN_ACCESS', 'yes'],
    ['RATE_LIMIT', '600'],
    ['RATE_LIMIT', '0/min'],
    ['CORS_ORIGINS', 'app.example'],
    ['CORS_ORIGINS', 'https://app.example/path'],
    ['MAX_PENDING', '0'],
    ['WEBHOOK_SECRET', 'secret'],
    ['WEBHOOK_SECRET', 'whsec_'],
    ['WEBHOOK_SECRET', 'whsec_c2hvcnQ='],
    ['WEBHOOK_SECRET', 'whsec_not*base64*but*long*enough*to*be*one'],
    ['WEBHOOK_SECRET', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['WEBHOOK_ALLOW_PRIVATE', '1'],
    ['RETENTION', '0d'],
    ['RETENTION', '7'],
    ['RETENTION', '99999999999999d'],
    ['PIXEL_THREADS', '0'],
    ['PIXEL_CACHE_BYTES', '256MB'],
    ['MAX_PORTRAIT_BYTES', '32toString'],
    ['MAX_PORTRAIT_PIXELS', '5e7'],
    ['MAX_LABEL_MAP_PIXELS', '-1'],
  ])('%s=%s', (name, value) => {
    const { errors } = faultOf({ [name]: value });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.pointer).toBe(`/${name}`);
  });

  test('neither the password of a database URL nor a key nor a secret is repeated', () => {
    expect(faultOf({ DATABASE_URL: 'mysql://me:secret@host/db' }).message).not.toContain('secret');
    expect(faultOf({ FRONTAL_API_KEYS: 'secret' }).message).not.toContain('"secret"');
    expect(faultOf({ WEBHOOK_SECRET: 'whsec_secret' }).message).not.toContain('whsec_secret');
  });
});

test('without any setting the defaults hold', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8000,
    databaseUrl: null,
    temporalAddress: null,
    temporalNamespace: 'default',
    temporalUiUrl: 'http://127.0.0.1:8233',
    tracesUrl: null,
    dataDir: resolve('.frontal'),
    retentionMs: 604_800_000,
    maxPortraitBytes: 33_554_432,
    maxPortraitPixels: 50_000_000,
  });
});

test('an empty setting is as good as none, and what is no setting is passed over', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', FRONTAL_COLOUR: 'x', PATH: '/bin' })).toEqual(readConfig({}));
});

test('a worker deployment and its build come together', () => {
  expect(readConfig({}).deployment).toBeNull();
  expect(readConfig({ WORKER_DEPLOYMENT: 'frontal', BUILD_ID: '0-1-0+abc' }).deployment).toEqual({ name: 'frontal', buildId: '0-1-0+abc' });
  expect(faultOf({ BUILD_ID: 'v1' }).message).toBe('WORKER_DEPLOYMENT is not set; expected beside BUILD_ID');
  expect(faultOf({ WORKER_DEPLOYMENT: 'frontal' }).message).toBe('BUILD_ID is not set; expected beside WORKER_DEPLOYMENT');
});

test('secrets of webhooks have spaces between them', () => {
  const [present, former] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
  expect(readConfig({ WEBHOOK_SECRET: `${present}  ${former}`, WEBHOOK_ALLOW_PRIVATE: 'true' }).webhooks).toEqual({
    secrets: [present, former],
    allowPrivate: true,
  });
  expect(readConfig({}).webhooks).toEqual({ secrets: [], allowPrivate: false });
});

test('units', () => {
  const config = readConfig({ RETENTION: '30m', PIXEL_CACHE_BYTES: '1GiB', MAX_PORTRAIT_BYTES: '1000', MAX_LABEL_MAP_PIXELS: '8MP' });
  expect(config).toMatchObject({
    retentionMs: 1_800_000,
    pixelCacheBytes: 1_073_741_824,
    maxPortraitBytes: 1000,
    maxLabelMapPixels: 8_000_000,
  });
});

test('links to the web page of a Temporal server elsewhere need its address', () => {
  expect(readConfig({ TEMPORAL_ADDRESS: 'temporal:7233' }).temporalUiUrl).toBeNull();
  expect(readConfig({ TEMPORAL_ADDRESS: '[::1]:7233', TEMPORAL_UI_URL: 'https://ui.example/' }).temporalUiUrl).toBe(
    'https://ui.example',
  );
  expect(readConfig({ TEMPORAL_UI_PORT: '9000' }).temporalUiUrl).toBe('http://127.0.0.1:9000');
});

test('the configuration cannot be changed', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test('the environment goes before the file .env, and a program started from here sees both', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '.env'), 'PORT=1111\nMETRICS_PORT=2222\n');
  const home = process.cwd();
  process.chdir(folder);
  vi.stubEnv('PORT', '3333');
  onTestFinished(() => {
    process.chdir(home);
    vi.unstubAllEnvs();
    delete process.env.METRICS_PORT;
  });
  expect(configOfThisProcess()).toMatchObject({ port: 3333, metricsPort: 2222 });
  expect(childEnvironment({ LC_ALL: 'C' })).toMatchObject({ PORT: '3333', METRICS_PORT: '2222', LC_ALL: 'C' });
});

test('.env.example lists every setting with its default', async () => {
  const lines = (await readFile(EXAMPLE, 'utf8')).split('\n').filter((line) => /^[A-Z]/.test(line));
  const example = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  expect(Object.keys(example).toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
  expect(readConfig(example)).toEqual(readConfig({}));
});

function faultOf(env: Record<string, string>): FrontalError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof FrontalError) return error;
  }
  throw new Error(`${JSON.stringify(env)} was taken`);
}
