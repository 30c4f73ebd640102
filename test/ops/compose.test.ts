import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, SETTINGS } from '../../src/settings/config.ts';
import { SECRET_SETTINGS } from '../../src/settings/secret-files.ts';

const text = await readFile('docker-compose.yml', 'utf8');
// Merge keys (<<) are YAML 1.1, and Compose reads them.
const document: unknown = parse(text, { merge: true });

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  volumes: z.array(z.string()).default([]),
  restart: z.string(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  deploy: z.object({ resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) }).optional(),
  security_opt: z.array(z.string()),
  build: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  pull_policy: z.string().optional(),
  stop_grace_period: z.string().optional(),
});
const File = z.object({ file: z.string() });
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), File),
  configs: z.record(z.string(), File),
});
const compose = Compose.parse(document);
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith('frontal:'));

/** As Compose fills variables in. */
const filledIn = (value: string, variables: Record<string, string> = {}): string =>
  value.replaceAll(/\$\{(\w+):([-+])([^}]*)\}/g, (_, name: string, kind: string, other: string) => (kind === '-' ? variables[name] || other : variables[name] ? other : ''));

test('the file is one that Compose takes', async () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(await readFile('test/ops/schemas/compose-spec.json', 'utf8')));
  validate(document);
  expect(validate.errors).toBeNull();
  expect(validate({ services: { api: { imaeg: 'x' } } })).toBe(false);
});

test.each(services)('%s: a version of its image is named', (_, { image }) => {
  expect(filledIn(image)).toMatch(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
});

test('parts of Temporal that belong together have one version', () => {
  const versions = services.flatMap(([, { image }]) => /^temporalio\/(?:server|admin-tools):(.*)/.exec(image)?.[1] ?? []);
  expect(new Set(versions).size).toBe(1);
  expect(versions.length).toBeGreaterThan(1);
});

test('nothing is published beyond this machine', () => {
  const ports = services.flatMap(([, service]) => service.ports);
  expect(ports.length).toBeGreaterThan(3);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  expect(new Set(ports.map((port) => port.split(':')[1])).size).toBe(ports.length);
});

test.each(services)('%s: contained, and looked after', (_, service) => {
  expect(service.security_opt).toContain('no-new-privileges:true');
  // What ends by itself is waited for; what stays says whether it is well, and cannot take the whole machine.
  if (service.restart === 'on-failure:5') return;
  expect(service.deploy?.resources.limits).toBeDefined();
  if (!service.image.startsWith('temporalio/ui')) expect(service.healthcheck?.test.length).toBeGreaterThan(1);
});

test('every secret, file and volume that a service names is declared, and the files are there', () => {
  for (const [, service] of services) {
    for (const secret of service.secrets) expect(compose.secrets).toHaveProperty(secret);
    for (const { source } of service.configs) expect(compose.configs).toHaveProperty(source);
    for (const volume of service.volumes) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(source), source).toBe(true);
      else expect(compose.volumes).toHaveProperty(source);
    }
  }
  for (const { file } of Object.values(compose.configs)) expect(existsSync(file), file).toBe(true);
});

test('every secret is made by the script, and used', async () => {
  const script = await readFile('ops/make-secrets.sh', 'utf8');
  const used = new Set(services.flatMap(([, { secrets }]) => secrets));
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(script).toMatch(new RegExp(`^keep ${name} `, 'm'));
    expect(file).toBe(`./ops/secrets/${name}`);
    expect(used).toContain(name);
  }
});

test('whoever reads a secret is given it, and no password stands in an environment', () => {
  for (const [name, service] of services) {
    const values = [...Object.values(service.environment), ...service.command];
    const files = values.flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? []);
    for (const secret of files) expect(service.secrets, name).toContain(secret);
    for (const [variable, value] of Object.entries(service.environment)) {
      if (/(PASSWORD|_PWD|KEYS?|SECRET)$/.test(variable)) expect.fail(`${name} has ${variable}=${value} in its environment`);
    }
  }
});

test.each(ours)('%s: every variable is a setting', (_, { environment }) => {
  const files = SECRET_SETTINGS.map((name) => `${name}_FILE`);
  for (const variable of Object.keys(environment)) expect([...Object.keys(SETTINGS), ...files]).toContain(variable);
});

describe('workers', () => {
  const configOf = (name: string, variables: Record<string, string>) => {
    const { environment } = compose.services[name]!;
    return readConfig(Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filledIn(value, variables)])));
  };
  const variables = { BUILD_ID: '1-b', BUILD_ID_BEFORE: '1-a' };

  test('are of no version until a build is named, so that a first start waits for nobody', () => {
    expect(configOf('worker', {}).deployment).toBeNull();
    expect(configOf('worker', variables).deployment).toEqual({ name: 'frontal', buildId: '1-b' });
  });

  test('of the build before are started by name alone, from the image that is there, and are of its version', () => {
    const before = compose.services['worker-before']!;
    expect(before).toMatchObject({ profiles: ['before'], pull_policy: 'never' });
    expect(before.build).toBeUndefined();
    expect(configOf('worker-before', variables).deployment).toEqual({ name: 'frontal', buildId: '1-a' });
    expect(filledIn(before.image, variables)).toBe('frontal:1-a');
    // What is built under the name of a build is what runs under it.
    for (const name of ['api', 'worker']) expect(filledIn(compose.services[name]!.image, variables)).toBe('frontal:1-b');
    expect(ours.filter(([, { build }]) => build === undefined).map(([name]) => name)).toEqual(['worker-before']);
  });

  test('of the build before have everything else as the others have it', () => {
    const { build: _, ...worker } = compose.services.worker!;
    const { image, environment } = worker;
    const before = { ...compose.services['worker-before']!, profiles: [], pull_policy: undefined };
    expect({ ...before, image, environment: { ...before.environment, BUILD_ID: environment.BUILD_ID, WORKER_DEPLOYMENT: environment.WORKER_DEPLOYMENT } }).toEqual(worker);
  });
});

test.each(ours)('%s: its program is built from a file that is there', async (_, { command }) => {
  const dockerfile = await readFile('Dockerfile', 'utf8');
  const [, standard = '[]'] = /^CMD (.*)$/m.exec(dockerfile) ?? [];
  const [program, script = ''] = command.length > 0 ? command : z.array(z.string()).parse(JSON.parse(standard));
  expect(program).toBe('node');
  expect(existsSync(script.replace(/^dist\//, '').replace(/\.js$/, '.ts')), script).toBe(true);
});

test('scripts that a service starts are mounted where it looks for them', () => {
  for (const [name, { entrypoint, configs }] of services) {
    const [, script] = entrypoint;
    if (script) expect(configs.map(({ target }) => target), name).toContain(script);
  }
});

test('a worker may take all the time that it takes to finish its steps', async () => {
  const source = await readFile('src/temporal/create-worker.ts', 'utf8');
  const [, force] = /shutdownForceTime: '(\d+) seconds'/.exec(source) ?? [];
  for (const name of ['worker', 'worker-before']) {
    const [, grace] = /^(\d+)s$/.exec(compose.services[name]?.stop_grace_period ?? '') ?? [];
    expect(Number(grace)).toBeGreaterThan(Number(force));
  }
});
