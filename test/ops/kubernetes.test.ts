import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1';
import { Job, type IJob } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Secret, Service } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig, SETTINGS } from '../../src/settings/config.ts';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { SECRET_SETTINGS } from '../../src/settings/secret-files.ts';

const FOLDER = 'ops/kubernetes';
/** Each checks an object against the schema of its kind. */
const KINDS: Record<string, (object: never) => { validate(): void }> = {
  ConfigMap: (object) => new ConfigMap(object),
  Deployment: (object) => new Deployment(object),
  Job: (object) => new Job(object),
  Namespace: (object) => new Namespace(object),
  NetworkPolicy: (object) => new NetworkPolicy(object),
  PodDisruptionBudget: (object) => new PodDisruptionBudget(object),
  ScaledObject: (object) => new ScaledObject(object),
  Secret: (object) => new Secret(object),
  Service: (object) => new Service(object),
};

const Manifest = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
const files = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.yaml') && basename(name) !== 'kustomization.yaml');
const manifests = (
  await Promise.all(
    files.map(async (file) =>
      parseAllDocuments(await readFile(join(FOLDER, file), 'utf8')).map((document) => ({ file, manifest: Manifest.parse(document.toJS()) })),
    ),
  )
).flat();
const of = (kind: string) => manifests.filter(({ manifest }) => manifest.kind === kind).map(({ manifest }) => manifest);
const deployments = of('Deployment') as unknown[] as IDeployment[];
const jobs = of('Job') as unknown[] as IJob[];
const podOf = (workload: IDeployment | IJob) => workload.spec!.template.spec!;
/** Of the workers in the folder beside the others. */
const worker = deployments.find(({ metadata }) => metadata?.name?.startsWith('frontal-worker'))!;
const environmentOf = (workload: IDeployment | IJob) => Object.fromEntries(podOf(workload).containers[0]!.env!.map(({ name, value }) => [name, value]));

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
  const applied = await resourcesOf('.');
  expect(new Set([...applied, 'secret.example.yaml'])).toEqual(new Set(files));
});

/** What a kustomization applies, and those that it names. */
async function resourcesOf(folder: string): Promise<string[]> {
  const { resources } = z.object({ resources: z.array(z.string()) }).parse(parse(await readFile(join(FOLDER, folder, 'kustomization.yaml'), 'utf8')));
  const inner = resources.map(async (name) => (name.endsWith('.yaml') ? [join(folder, name)] : resourcesOf(join(folder, name))));
  return (await Promise.all(inner)).flat();
}

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

describe('a build of the workers', () => {
  const { WORKER_DEPLOYMENT: deploymentName, BUILD_ID: build } = environmentOf(worker) as { WORKER_DEPLOYMENT: string; BUILD_ID: string };
  const folder = dirname(manifests.find(({ manifest }) => (manifest as unknown) === worker)!.file);

  test('is a version of a deployment, by settings that are taken', () => {
    const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(of('ConfigMap')[0]);
    expect(readConfig({ ...data, WORKER_DEPLOYMENT: deploymentName, BUILD_ID: build }).deployment).toEqual({ name: deploymentName, buildId: build });
    // The API is of no version.
    for (const deployment of deployments) if (deployment !== worker) expect(environmentOf(deployment)).not.toHaveProperty('BUILD_ID');
  });

  test('has its name in all that is its own, so that another build is put beside it and takes nothing of it', () => {
    const own = manifests.filter(({ file }) => dirname(file) === folder).map(({ manifest }) => manifest);
    expect(own.map(({ kind }) => kind).toSorted()).toEqual(['Deployment', 'Job', 'PodDisruptionBudget', 'ScaledObject']);
    for (const { metadata } of own) expect(metadata.name).toMatch(new RegExp(`-${build}$`));
    const labels = { 'app.kubernetes.io/name': 'frontal-worker', 'app.kubernetes.io/version': build };
    expect(worker.spec!.selector.matchLabels).toEqual(labels);
    expect(worker.spec!.template.metadata!.labels).toEqual(labels);
    const [budget] = own.filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budget).toMatchObject({ spec: { selector: { matchLabels: labels } } });
  });

  test('is the tag of its image, and scaled by the backlog of its own version', async () => {
    const { images } = parse(await readFile(join(FOLDER, folder, 'kustomization.yaml'), 'utf8'));
    expect(images).toMatchObject([{ name: podOf(worker).containers[0]!.image, newTag: build }]);
    expect(of('ScaledObject')[0]).toMatchObject({
      spec: { scaleTargetRef: { name: worker.metadata!.name }, triggers: [{ metadata: { workerDeploymentName: deploymentName, workerDeploymentBuildId: build } }] },
    });
  });

  test('is another one once its name is written anew, as docs/operations.md does it, whatever the name looks like to YAML', async () => {
    for (const name of ['1-0-0', '20261123', '1e5']) {
      const renamed = manifests.filter(({ file }) => dirname(file) === folder).map(({ file }) => file);
      for (const file of new Set(renamed)) {
        for (const document of parseAllDocuments((await readFile(join(FOLDER, file), 'utf8')).replaceAll(build, name))) {
          const { kind } = Manifest.parse(document.toJS());
          KINDS[kind]!(document.toJS() as never).validate();
          expect(JSON.stringify(document.toJS())).not.toContain(build);
        }
      }
    }
  });

  test('is looked after by a job that has the script, the settings and the version of the server that Compose has', async () => {
    const [job] = jobs;
    expect(environmentOf(job!)).toEqual({ WORKER_DEPLOYMENT: deploymentName, BUILD_ID: build });
    const [container] = podOf(job!).containers;
    const { configMapGenerator } = parse(await readFile(join(FOLDER, folder, 'kustomization.yaml'), 'utf8'));
    const script = basename(container!.command!.at(-1)!);
    expect(configMapGenerator).toEqual([{ name: podOf(job!).volumes![0]!.configMap!.name, files: [script] }]);
    expect(container!.command).toEqual(['/bin/sh', join(container!.volumeMounts![0]!.mountPath, script)]);
    expect(existsSync(join(FOLDER, folder, script))).toBe(true);
    expect(container!.envFrom).toEqual([{ configMapRef: { name: 'frontal' } }]);
    expect(await readFile('docker-compose.yml', 'utf8')).toContain(`image: ${container!.image}\n`);
    expect(podOf(job!).securityContext).toMatchObject({ runAsNonRoot: true });
  });
});
