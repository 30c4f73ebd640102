import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { findCases } from '../../src/cli/batch/find-cases.ts';
import { readInputs } from '../../src/cli/input-files.ts';
import { useSharedSystem } from '../support/system.ts';

/** `frontal run` follows the workflow's plan by code of its own: here both meet on every shipped case. */
const system = useSharedSystem();

const FRONTAL = resolve('dist/src/cli/frontal.js');
const OPTIONS = { zones: true, measures: true, style: { labels: 'names', landmarks: true, axes: true } } as const;
const STATED = ['--option', 'zones=true', '--option', 'measures=true', '--option', 'style={"labels":"names","landmarks":true,"axes":true}'];

test('every shipped case: id, drawing and figures are those of the service', async () => {
  const client = createClient({ baseUrl: system().url });
  const cases = await findCases('fixtures');
  expect(cases.length).toBe((await readdir('fixtures', { withFileTypes: true })).filter((one) => one.isDirectory() && !['histories', 'as-sent'].includes(one.name)).length);
  for (const { name, folder, files } of cases) {
    const { id } = await client.submit({ ...(await readInputs(files)), options: OPTIONS });
    const answer = await client.waitFor(id);
    if (answer.status !== 'done') throw new Error(`${name} is ${answer.status}`);
    const args = [FRONTAL, 'run', files.portrait, join(folder, 'map.png'), files.landmarks!, '--json', ...STATED];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 });
    const here = JSON.parse(stdout);
    expect(here.id, name).toBe(id);
    expect(here.svg === answer.svg, `drawing of ${name}`).toBe(true);
    const { mask_contours, quality, measures, alignment, warnings, labels, landmarks } = answer;
    expect(here, name).toMatchObject({ mask_contours, quality, measures, alignment, warnings, labels, landmarks });
  }
});
