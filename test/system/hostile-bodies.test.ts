import { beforeAll, describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../../src/contract/errors.ts';
import { bodyWith, type HostileBody } from '../support/hostile/hostile-body.ts';
import { hostileFiles } from '../support/hostile/hostile-files.ts';
import { HOSTILE_FORMS } from '../support/hostile/hostile-forms.ts';
import { HOSTILE_JSON } from '../support/hostile/hostile-json.ts';
import { hostilePngs } from '../support/hostile/hostile-pngs.ts';
import { STRANGE_BODIES } from '../support/hostile/strange-bodies.ts';
import { HOSTILE_REQUESTS, PATH, sendBytes, slowRequest, statusesOf } from '../support/hostile/raw-requests.ts';
import { peakResidentMiB } from '../support/peak-memory.ts';
import { serviceAt } from '../support/raw-service.ts';
import { ended, useSystem } from '../support/system.ts';
import type { TestProcess } from '../support/service.ts';

const system = useSystem();
let url: string;
let api: TestProcess;
let worker: TestProcess;
beforeAll(async () => {
  worker = await system().startWorker();
  ({ url, process: api } = await system().startApi({ LOG_LEVEL: 'info' }));
});

interface Answer {
  readonly id: string;
  readonly status: string | number;
  readonly code: string;
}

async function submit({ body, headers }: Pick<HostileBody, 'body' | 'headers'>): Promise<Answer> {
  const response = await fetch(url + PATH, {
    method: 'POST',
    body: (await body()) as string | Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/json', prefer: 'wait=60', ...headers },
  });
  const answer = (await response.json()) as Answer;
  if (response.status !== 202) return answer;
  return { ...answer, status: (await ended(serviceAt(url), answer.id)).status };
}

/** How a body ended, and what that was called: `422 invalid_image`, `failed invalid_image`, `done`. */
async function endOf(sent: HostileBody): Promise<string> {
  const { id, status, code } = await submit(sent);
  if (status !== 'failed') return code ? `${status} ${code}` : `${status}`;
  const answer = await fetch(`${url}/api/v1/frontal/crop/status/${id}`);
  const { error } = (await answer.json()) as { error: { code: string } };
  return `failed ${error.code}`;
}

/** Two ways to be refused: at once, or once the pixels are known. */
const refusals = (code: ErrorCode) => [`${ERRORS[code].status} ${code}`, `failed ${code}`];

const AT_ONCE = 4;
const SENT_AT_ONCE = 16 * 1024;

async function endsOf(bodies: readonly HostileBody[]): Promise<string[]> {
  const ends: string[] = [];
  const left = bodies.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [i, body] of left) ends[i] = `${body.name}: ${await endOf(body)}`;
    }),
  );
  return ends;
}

async function expectRefused(bodies: readonly HostileBody[]): Promise<void> {
  const ends = await endsOf(bodies);
  const other = bodies.flatMap(({ name, code }, i) => (refusals(code).includes(ends[i]!.slice(name.length + 2)) ? [] : [`${ends[i]}, not ${code}`]));
  expect(other).toEqual([]);
}

describe('everything hostile is refused, or fails by its name', () => {
  test('there are some hundreds of such bodies', async () => {
    const all = [...hostilePngs(), ...(await hostileFiles()), ...HOSTILE_JSON, ...HOSTILE_FORMS];
    expect(all.length).toBeGreaterThan(200);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test('pictures that are no PNG, or not the whole of one', async () => expectRefused(await hostileFiles()));
  test('PNGs that are broken, or larger than they look', () => expectRefused(hostilePngs()));
  test('JSON', () => expectRefused(HOSTILE_JSON));
  test('forms', () => expectRefused(HOSTILE_FORMS));

  test.each(HOSTILE_REQUESTS)('HTTP itself: %s', async (_name, bytes, statuses) => {
    const answers = statusesOf(await sendBytes(Number(new URL(url).port), bytes));
    // Whoever is hung up on while still sending may not get to read the answer.
    if (bytes.length < SENT_AT_ONCE || answers.length > 0) expect(statuses).toContain(answers[0]);
    expect(answers.filter((status) => status < 400 || status >= 500)).toEqual([]);
  });

  test('a request that breaks the protocol in the middle of its body does the process no harm', async () => {
    const bytes = `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`;
    await sendBytes(Number(new URL(url).port), bytes);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(api.child.exitCode).toBeNull();
    expect(api.output()).not.toContain('rawPacket');
  });
});

test.each(STRANGE_BODIES)('as if it were not there: $name', async ({ body }) => {
  const answer = await submit({ body });
  expect(answer).toMatchObject({ status: 'done' });
  const status = await fetch(`${url}/api/v1/frontal/crop/status/${answer.id}`);
  const { svg, ...document } = (await status.json()) as { svg: string };
  expect(JSON.stringify(document) + Buffer.from(svg, 'base64').toString()).not.toMatch(/<script|alert\(1\)/);
});

describe('afterwards', { shuffle: false }, () => {
  test('nothing is left pending', async () => {
    const { rows } = await system().database.query("SELECT id FROM submission WHERE status = 'pending'");
    expect(rows).toEqual([]);
  });

  test('nothing was logged as a defect', () => {
    const errors = (api.output() + worker.output()).split('\n').filter((line) => /"level":(50|60|"error"|"fatal")/.test(line));
    expect(errors).toEqual([]);
  });

  test('a good submission is served, while others send a body that never ends', async () => {
    const slow = await Promise.all(Array.from({ length: 8 }, () => slowRequest(Number(new URL(url).port))));
    try {
      expect(await endOf({ name: 'good', code: 'internal', body: () => bodyWith({}) })).toBe('done');
    } finally {
      for (const socket of slow) socket.destroy();
    }
  });

  test('neither process ever held more than its bound', () => {
    expect(peakResidentMiB(api.child.pid!)).toBeLessThan(1024);
    expect(peakResidentMiB(worker.child.pid!)).toBeLessThan(1024);
  });
});
