import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Secret, Service } from 'kubernetes-models/v1';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig, SETTINGS } from '../../src/config.ts';
import { TASK_QUEUE } from '../../src/contract.ts';
import { SECRET_SETTINGS } from '../../src/secret-files.ts';

const FOLDER = 'ops/kubernetes';
/** Each checks an object against the schema of its kind. */
const KINDS: Record<string, (object: never) => { validate(): void }> = {
  ConfigMap: (object) => new ConfigMap(object),
  Deployment: (object) => new Deployment(object),
  Namespace: (object) => new Namespace(object),
  NetworkPolicy: (object) => new NetworkPolicy(object),
  PodDisruptionBudget: (object) => new PodDisruptionBudget(object),
  ScaledObject: (object) => new ScaledObject(object),
  Secret: (object) => new Secret(object),
  Service: (object) => new Service(object),
};

const Manifest = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
const files = (await readdir(FOLDER)).filter((name) => name !== 'kustomization.yaml');
const manifests = (
  await Promise.all(
    files.map(async (file) =>
      parseAllDocuments(await readFile(join(FOLDER, file), 'utf8')).map((document) => ({ file, manifest: Manifest.parse(document.toJS()) })),
    ),
  )
).flat();
const of = (kind: string) => manifests.filter(({ manifest }) => manifest.kind === kind).map(({ manifest }) => manifest);
const deployments = of('Deployment') as unknown[] as IDeployment[];
const podOf = (deployment: IDeployment) => deployment.spec!.template.spec!;

test('an object that is none of its kind would be seen', () => {
  const [deployment] = structuredClone(deployments);
  Object.assign(deployment!.spec!, { replicas: 'two' });
  expect(() => KINDS.Deployment!(deployment as never).validate()).toThrow('replicas');
});

test.each(manifests.map(({ file, manifest }) => ({ file, kind: manifest.kind, name: manifest.metadata.name, manifest })))(
  '$file: $kind $name is what Kubernetes takes',
  ({ kind, manifest }) => {
    expect(Object.keys(KINDS)).toContain(kind);
    KINDS[kind]!(manifest as never).validate();
  },
);

test('every file is applied but the example of a secret', async () => {
  const { resources } = parse(await readFile(join(FOLDER, 'kustomization.yaml'), 'utf8'));
  expect(new Set([...resources, 'secret.example.yaml'])).toEqual(new Set(files));
});

test('every variable is a setting, and together they are settings that are taken', () => {
  const known = [...Object.keys(SETTINGS), ...SECRET_SETTINGS.map((name) => `${name}_FILE`)];
  const config = z.object({ data: z.record(z.string(), z.string()) }).parse(of('ConfigMap')[0]).data;
  const own = deployments.flatMap((deployment) => podOf(deployment).containers.flatMap(({ env = [] }) => env));
  const all = { ...config, ...Object.fromEntries(own.map(({ name, value }) => [name, value])) };
  for (const name of Object.keys(all)) expect(known).toContain(name);
  expect(() => readConfig(all)).not.toThrow();
});

test('secrets are mounted from keys that the example has', () => {
  const { stringData } = z.object({ stringData: z.record(z.string(), z.string()) }).parse(of('Secret')[0]);
  const config = z.object({ data: z.record(z.string(), z.string()) }).parse(of('ConfigMap')[0]).data;
  for (const deployment of deployments) {
    const values = [...Object.values(config), ...podOf(deployment).containers.flatMap(({ env = [] }) => env.map(({ value }) => value ?? ''))];
    const keys = values.flatMap((value) => /^\/run\/secrets\/frontal\/(\w+)$/.exec(value)?.[1] ?? []);
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) expect(stringData).toHaveProperty(key);
  }
  expect(() => readConfig({ FRONTAL_API_KEYS: stringData.api_keys, WEBHOOK_SECRET: stringData.webhook_secret })).not.toThrow();
});

test.each(deployments.map((deployment) => ({ name: deployment.metadata!.name!, deployment })))('$name is bounded, probed and not root', ({ deployment }) => {
  const pod = podOf(deployment);
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
  for (const { resources, securityContext, startupProbe, livenessProbe, command, ports = [] } of pod.containers) {
    expect(resources?.limits).toHaveProperty('memory');
    expect(resources?.requests).toHaveProperty('cpu');
    expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    for (const probe of [startupProbe, livenessProbe]) {
      expect(['/health/live', '/metrics']).toContain(probe?.httpGet?.path);
      expect(ports.map(({ name }) => name)).toContain(probe?.httpGet?.port);
    }
    if (command) expect(existsSync(command[1]!.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
  }
  const labels = deployment.spec!.template.metadata!.labels!;
  expect(labels).toMatchObject(deployment.spec!.selector.matchLabels!);
  const budgets = of('PodDisruptionBudget').filter(({ metadata }) => metadata.name === deployment.metadata!.name);
  expect(budgets).toHaveLength(1);
});

test('workers are scaled by the task queue that they take steps from', () => {
  const Scaling = z.object({
    spec: z.object({
      scaleTargetRef: z.object({ name: z.string() }),
      minReplicaCount: z.number(),
      triggers: z.array(z.object({ type: z.string(), metadata: z.looseObject({ taskQueue: z.string(), endpoint: z.string(), namespace: z.string() }) })),
    }),
  });
  const { spec } = Scaling.parse(of('ScaledObject')[0]);
  const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(of('ConfigMap')[0]);
  expect(deployments.map(({ metadata }) => metadata!.name)).toContain(spec.scaleTargetRef.name);
  expect(spec.minReplicaCount).toBeGreaterThan(0);
  expect(spec.triggers.map(({ metadata }) => metadata)).toMatchObject([
    { taskQueue: TASK_QUEUE, endpoint: data.TEMPORAL_ADDRESS, namespace: data.TEMPORAL_NAMESPACE },
  ]);
});
