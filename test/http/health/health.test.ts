import { Counter, Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { FrontalError } from '../../../src/contract/errors.ts';
import type { ApiDependencies } from '../../../src/http/dependencies.ts';
import { askProbes } from '../../../src/http/health/probes.ts';
import type { SubmissionStore } from '../../../src/submissions/submission.ts';
import { dependencies, serve, type TestApi } from '../support/api.ts';
import { json } from '../support/calls.ts';
import { createFakeRuns } from '../support/runs.ts';

const up = async () => {};
const never = () => new Promise<never>(() => {});

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

/** An app whose store knows no submission. */
async function start(changes: Partial<ApiDependencies>): Promise<string> {
  const empty = { find: async () => null } as Partial<SubmissionStore> as SubmissionStore;
  const own = { submissions: empty, runs: createFakeRuns(), endedListener: { waitFor: up } };
  api = await serve({ ...dependencies(), ...own, ...changes });
  return api.url;
}

describe('readiness', () => {
  it('is 503 while anything is down, and names it', async () => {
    const url = await start({
      probes: {
        postgres: up,
        temporal: async () => {
          throw new Error('connect ECONNREFUSED postgres://user:password@host');
        },
        worker: async () => {
          throw new FrontalError('unavailable', 'No worker polls the task queue.');
        },
      },
    });
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await json(response)).toEqual({
      status: 'not_ready',
      checks: {
        postgres: { status: 'up' },
        temporal: { status: 'down', detail: 'does not answer' },
        worker: { status: 'down', detail: 'No worker polls the task queue.' },
      },
    });
  });

  it('is 200 when all are up', async () => {
    const url = await start({});
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await json(response)).toEqual({
      status: 'ready',
      checks: { postgres: { status: 'up' }, temporal: { status: 'up' }, worker: { status: 'up' } },
    });
  });

  it('does not wait for a probe that never answers', async () => {
    expect(await askProbes({ postgres: never, temporal: up, worker: up }, 20)).toMatchObject({
      postgres: { status: 'down', detail: 'no answer within 20 ms' },
      temporal: { status: 'up' },
    });
  });

  it('counts a probe that throws before it promises', async () => {
    const broken = () => {
      throw new Error('at once');
    };
    expect(await askProbes({ postgres: broken, temporal: up, worker: up })).toMatchObject({ postgres: { status: 'down' } });
  });
});

describe('liveness', () => {
  it('asks nobody', async () => {
    const url = await start({ probes: { postgres: never, temporal: never, worker: never } });
    const response = await fetch(`${url}/health/live`);
    expect(response.status).toBe(200);
    expect(await json(response)).toEqual({ status: 'live' });
  });
});

describe('metrics', () => {
  it('count requests by pattern, never by path', async () => {
    const url = await start({});
    await fetch(`${url}/api/v1/frontal/crop/status/one`);
    await fetch(`${url}/api/v1/frontal/crop/status/two`);
    await fetch(`${url}/secret/path`);
    const response = await fetch(`${url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain(
      'frontal_http_request_duration_seconds_count{method="GET",route="/api/v1/frontal/crop/status/:id",status="404"} 2',
    );
    expect(text).toContain('frontal_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1');
    expect(text).not.toContain('secret');
  });

  it('tell of the first answer that is a defect, and of none before it', async () => {
    const find = async () => {
      throw new Error('a defect');
    };
    const url = await start({ submissions: { find } as Partial<SubmissionStore> as SubmissionStore });
    const told = async () => /^frontal_http_internal_errors_total .*$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[0];
    await fetch(`${url}/secret/path`);
    expect(await told()).toBe('frontal_http_internal_errors_total 0');
    expect((await fetch(`${url}/api/v1/frontal/crop/status/${'a'.repeat(52)}`)).status).toBe(500);
    expect(await told()).toBe('frontal_http_internal_errors_total 1');
  });

  it('hold those of other parts in the same registry, and those kept elsewhere', async () => {
    const registry = new Registry();
    new Counter({ name: 'part_total', help: 'Of another part.', registers: [registry] }).inc(3);
    const url = await start({ registry, extraMetrics: async () => '# HELP other Of elsewhere.\nother 1\n' });
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('part_total 3\n');
    expect(text).toMatch(/^other 1$/m);
  });

  it('do without those kept elsewhere while these are away', async () => {
    const url = await start({
      extraMetrics: async () => {
        throw new Error('connect ECONNREFUSED');
      },
    });
    const response = await fetch(`${url}/metrics`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('frontal_submits_total');
  });
});
