import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { parseApiKeys, tenantOf } from '../../src/settings/api-keys.ts';
import { serve } from '../http/support/api.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal } from './support/command-line.ts';
import { FILES, UNKNOWN, useCommands } from './support/commands.ts';

const { api, run: here, pending, done, failed } = useCommands();
const [PORTRAIT, MAP, LANDMARKS] = FILES;
const FOLDER = 'fixtures/synth-plain';

describe('what goes wrong is one line that says what to do, and an exit code', () => {
  const refused: [string, () => string[] | Promise<string[]>, number, RegExp][] = [
    ['no command', () => [], 2, /^Usage: frontal/],
    ['an unknown command', () => ['submti'], 2, /unknown command 'submti' \(Did you mean submit\?\)/],
    ['an unknown option', () => ['submit', ...FILES, '--fast'], 2, /unknown option '--fast'/],
    ['an argument too few', () => ['submit'], 2, /missing required argument 'portrait'/],
    ['an argument too many', () => ['status', UNKNOWN, 'x'], 2, /too many arguments/],
    ['an option without its value', () => ['submit', ...FILES, '-o'], 2, /argument missing/],
    ['a number that is none', () => ['list', '--limit', 'ten'], 2, /'ten' is invalid\. Expected a whole number, 1 to 1000000\./],
    ['a choice that is none', () => ['export', UNKNOWN, '--format', 'dxf'], 2, /'dxf' is invalid\. Allowed choices are svg, png,/],
    ['an option of the service that is none', () => ['submit', ...FILES, '--option', 'contours'], 2, /--option contours is none: expected key=value/],
    ['help for a command that is none', () => ['submti', '--help'], 2, /unknown command 'submti' \(Did you mean submit\?\)/],
    ['help for a command that is none, in the other order', () => ['help', 'submti'], 2, /unknown command 'submti'/],
    ['a URL that is none', () => ['status', UNKNOWN, '--url', 'ftp://127.0.0.1'], 2, /--url is none: expected a URL such as http:\/\/127\.0\.0\.1:8000\n/],
    ['a URL without its scheme', () => ['status', UNKNOWN, '--url', 'localhost:8260'], 2, /--url is none: expected http:\/\/ in front of it: http:\/\/localhost:8260\n/],
    ['a host alone', () => ['status', UNKNOWN, '--url', '10.0.0.7'], 2, /expected http:\/\/ in front of it: http:\/\/10\.0\.0\.7\n/],
    ['a missing file', () => ['submit', 'nowhere.jpg', MAP, LANDMARKS], 2, /the portrait nowhere\.jpg cannot be read: there is no such file/],
    ['a folder in place of a file', () => ['submit', PORTRAIT, FOLDER, LANDMARKS], 2, /the folder fixtures\/synth-plain holds no parts of a label map/],
    ['landmarks that are none', () => ['submit', PORTRAIT, MAP, PORTRAIT], 4, /the landmarks in \S+ cannot be read: it is a PNG picture, and no list of points/],
    ['nobody at the address', () => ['status', UNKNOWN, '--url', 'http://127.0.0.1:1'], 3, /no service answers at http:\/\/127\.0\.0\.1:1\/: start one with `frontal serve`, or name another with --url or FRONTAL_URL/],
    ['nobody to wait for', () => ['wait', UNKNOWN, '--url', 'http://127.0.0.1:1'], 3, /no service answers/],
    ['an input that the service refuses', () => ['submit', PORTRAIT, 'fixtures/astronaut/portrait.jpg', LANDMARKS, '--option', 'style.fill_opacity=2'], 4, /\/segmentation_map: .*\/options\/style\/fill_opacity: .* \(lossy_segmentation_map\)\n$/],
    ['an option that the service does not know', () => ['submit', ...FILES, '--option', 'contours.smooth=1'], 4, /\/options\/contours\/smooth: There is no such option\. \(invalid_option\)/],
    ['an unknown id', () => ['status', UNKNOWN], 5, /There is no submission with this id\. \(not_found\)/],
    ['an id that is none', () => ['cancel', '../x'], 5, /There is no submission with this id/],
    ['an export of what has not ended', async () => ['export', await pending()], 5, /has not ended yet/],
    ['an export of an answer that is none', async () => ['export', await failed(), '--format', 'json'], 1, /failed at decode: The label map shows no face\. \(NoFace\)/],
    ['an output in a folder that is not there', async () => ['export', await done(), '-o', 'nowhere/x.svg'], 2, /nowhere\/x\.svg cannot be written: there is no folder nowhere/],
    ['a folder of a batch that is not there', () => ['batch', 'nowhere'], 2, /the folder nowhere cannot be read: there is no such folder/],
    ['a file in place of a batch', () => ['batch', PORTRAIT], 2, /cannot be read: it is a file/],
    ['a folder without cases', () => ['batch', 'src'], 2, /src holds no case: a case is a picture, or a subfolder with portrait\.jpg/],
    ['a format that a batch does not know', () => ['batch', 'fixtures', '--format', 'svg,dxf'], 2, /--format dxf is none/],
    ['a drawing without anything that is other', () => ['draw', UNKNOWN], 2, /required option '--option <key=value>' not specified/],
    ['a drawing with an option that there is not', async () => ['draw', await done(), '--option', 'style.colour=red'], 4, /\/style\/colour: There is no such option\./],
    ['a submission that would be refused', () => ['validate', PORTRAIT, MAP, 'fixtures/astronaut/landmarks.json'], 4, /\(landmarks_do_not_match_map\)/],
  ];

  test.each(refused)('%s', async (_, args, code, line) => {
    const ran = await here(await args());
    expect(ran.stderr).toMatch(line);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toBe('');
    if (!ran.stderr.startsWith('Usage')) expect(ran.stderr).toMatch(/^frontal: [^\n]+\n$/);
  });

  test('as JSON where that was asked for', async () => {
    const { code, stderr } = await here(['status', UNKNOWN, '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'not_found', detail: 'There is no submission with this id. (not_found)' } });
  });

  test('a key that is missing, and one that is wrong', async () => {
    const keys = parseApiKeys('clinic:clinic-key')!;
    const access = { tenantOf: (key: string) => tenantOf(keys, key), requestsPerMinute: null, corsOrigins: [] };
    const guarded = await serve({ ...api().deps, access, registry: new Registry() });
    const at = { env: { FRONTAL_URL: guarded.url } };
    try {
      expect(await frontal(['list'], at)).toMatchObject({ code: 6, stderr: 'frontal: the service asks for an API key, one of its FRONTAL_API_KEYS: set FRONTAL_API_KEY, or --api-key\n' });
      expect(await frontal(['list', '--api-key', 'another-key'], at)).toMatchObject({
        code: 6,
        stderr: 'frontal: the API key is wrong, it is none of the FRONTAL_API_KEYS of the service: correct FRONTAL_API_KEY, or --api-key\n',
      });
      expect((await frontal(['list', '--api-key', 'clinic-key'], at)).code).toBe(0);
      expect((await frontal(['list'], { env: { ...at.env, FRONTAL_API_KEY: 'clinic-key' } })).code).toBe(0);
    } finally {
      await guarded.close();
    }
  });

  test('a service that is too busy says when to come back', async () => {
    const busy = await serve({ ...api().deps, maxPending: 0, registry: new Registry() });
    try {
      const { code, stderr } = await frontal(['submit', ...FILES, '--url', busy.url]);
      expect(stderr).toMatch(/^frontal: .* \(busy\) Try again in \d+ s\.\n$/);
      expect(code).toBe(3);
    } finally {
      await busy.close();
    }
  });

  test('a submission that does not end in time', async () => {
    const id = await pending();
    const { code, stderr } = await here(['wait', id, '--timeout', '1', '--quiet']);
    expect(stderr).toBe(`frontal: submission ${id} is still pending after 1 s: wait for it with \`frontal wait\`, or longer with --timeout\n`);
    expect(code).toBe(3);
  });

  test('Ctrl-C', async () => {
    const stop = new AbortController();
    const id = await pending();
    const { calls } = api().runs;
    const waiting = here(['wait', id, '--quiet'], { signal: stop.signal });
    await expect.poll(() => api().runs.calls).toBeGreaterThan(calls);
    stop.abort(new Error('interrupted'));
    expect(await waiting).toMatchObject({ code: 130, stdout: '', stderr: '' });
  });
});

test('a landmark file may lie anywhere, a folder of that name is none', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'landmarks.json'));
  const { code, stderr } = await here(['submit', PORTRAIT, MAP, join(folder, 'landmarks.json')]);
  expect(stderr).toContain('it is a folder');
  expect(code).toBe(2);
});
