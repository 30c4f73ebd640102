import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childEnvironment } from '../../src/settings/config.ts';
import { serviceAt, type Service } from '../support/raw-service.ts';
import { bodyOf, ended } from '../support/system.ts';
import { consoleBlocks, missingLine, shapeOf, type ConsoleBlock } from './support/console-blocks.ts';
import { alertRules } from './support/expressions.ts';
import { startMeasuredService } from './support/measured-service.ts';

const page = await readFile('docs/operations.md', 'utf8');
const blocks = consoleBlocks(page);
const commands = blocks.flatMap((block) => block.commands.map(({ command }) => command));

test('a line that is shown and not written is found', () => {
  expect(missingLine(['Total: 3', '...', 'b'], 'Total: 17\na\nb\n')).toBeNull();
  expect(missingLine(['b', 'a'], 'a\nb\n')).toBe('a');
  expect(missingLine(['  Column  Other'], 'Column\n')).toBe('  Column  Other');
  expect(shapeOf('  Failed   vlfszdvpzububnk5yvsjy3jmeaq7fafj3zs2j2acv4ooisbdcojq  2 seconds ago ')).toBe('Failed SUBMISSION WHEN');
});

test('the page shows what a runbook has to: list, show, describe, query, terminate, cancel, reset, queues, schedules', () => {
  const needed = ['list', 'count', 'show', 'describe', 'query', 'stack', 'cancel', 'terminate', 'reset', 'delete'];
  for (const verb of needed) expect(commands.some((command) => command.startsWith(`temporal workflow ${verb} `)), verb).toBe(true);
  for (const start of ['temporal task-queue describe', 'temporal schedule list', 'temporal schedule describe', 'temporal operator cluster health']) {
    expect(commands.some((command) => command.startsWith(start)), start).toBe(true);
  }
});

test('every command that tctl is set beside is one that the page shows', () => {
  const [, table = ''] = /### The same with tctl\n([\s\S]*?)\n## /.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| (?:batch: )?`(temporal [^`]+)`(?: …)?(?:, `(temporal [^`]+)`(?: …)?)? \|/gm)];
  expect(rows.length).toBeGreaterThan(12);
  for (const [row, ...cells] of rows) {
    if (row.startsWith('| batch')) continue;
    for (const cell of cells.filter((each) => each !== undefined)) {
      expect(commands.some((command) => command.startsWith(cell)), cell).toBe(true);
    }
  }
});

test('every alert names a section of the page', async () => {
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(/[^\w\s-]/g, '').replaceAll(' ', '-'));
  for (const { annotations } of await alertRules()) {
    const [file, anchor] = annotations.runbook.split('#');
    expect(file).toBe('docs/operations.md');
    expect(anchors).toContain(anchor);
  }
});

describe('every command does what the page shows', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let env: NodeJS.ProcessEnv;
  let service: Service;
  let submitted = 0;

  beforeAll(async () => {
    const { temporal, url: FRONTAL, stop } = await startMeasuredService();
    stops.push(stop);
    service = serviceAt(FRONTAL);
    env = childEnvironment({ FRONTAL, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_VERSION_CHECK_DISABLED: '1', NO_COLOR: '1' });
    env.PATH = `${dirname(temporal.program)}:${env.PATH}`;
    // What lists and counts find.
    await submit('done');
    await submit('failed');
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });

  /** A submission that nothing else has. @returns its id */
  async function submit(kind: NonNullable<ConsoleBlock['id']>): Promise<string> {
    const style = { fill_opacity: (submitted += 1) / 1000 };
    const given = { done: {}, failed: { labels: { include: [99] } }, waiting: { delay_ms: 60_000 } }[kind];
    const { id } = await service.submit(await bodyOf('synth-plain', { style, ...given }));
    if (kind !== 'waiting') expect((await ended(service, id)).status).toBe(kind);
    return id;
  }

  const run = (command: string, id: string) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      execFile('sh', ['-c', `${command} 2>&1`], { env: { ...env, ID: id } }, (error, output) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output });
      });
    });

  test.each(blocks.map((block) => ({ first: block.commands[0]!.command, block })))('$first', async ({ block }) => {
    const id = block.id === null ? '' : await submit(block.id);
    for (const { command, output } of block.commands) {
      // Lists lag a moment behind the runs they list.
      let written = { code: -1, output: '' };
      const outcome = async () => {
        written = await run(command, id);
        return { code: written.code, missing: missingLine(output, written.output) };
      };
      const isRead = /^(curl|temporal \S+ (list|describe|count|show|query|stack)|temporal operator)/.test(command);
      if (isRead) await expect.poll(outcome, { message: command }).toEqual({ code: 0, missing: null });
      else expect(await outcome(), `${command}\n${written.output}`).toEqual({ code: 0, missing: null });
    }
  });
});
