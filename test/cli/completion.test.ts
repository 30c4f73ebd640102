import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal } from './support/command-line.ts';

const run = promisify(execFile);

async function script(shell: string): Promise<string> {
  const { code, stdout } = await frontal(['completion', shell]);
  expect(code).toBe(0);
  return stdout;
}

async function scriptFile(shell: string): Promise<string> {
  const file = join(await temporaryFolder(), 'frontal');
  await writeFile(file, await script(shell));
  return file;
}

const isInstalled = (program: string) => run(program, ['--version']).then(() => true, () => false);
const SHELLS = ['bash', 'zsh', 'fish'];
const installed = await Promise.all(SHELLS.map(isInstalled));

describe.each(SHELLS.filter((_, i) => installed[i]))('%s', (shell) => {
  test('takes its script for valid', async () => {
    expect(await run(shell, ['-n', await scriptFile(shell)])).toEqual({ stdout: '', stderr: '' });
  });
});

test('bash is one of them', () => {
  expect(installed[0]).toBe(true);
});

describe('in bash', () => {
  test.each([
    [['frontal', 'st'], ['status']],
    [['frontal', ''], ['submit', 'batch', 'run', 'validate', 'status', 'wait', 'draw', 'export', 'list', 'cancel', 'delete', 'serve', 'worker', 'doctor', 'completion', '--help', '--version']],
    [['frontal', 'export', 'ID', '--fo'], ['--format']],
    [['frontal', 'export', 'ID', '--format', 'l'], ['label-map', 'labelme']],
    [['frontal', 'export', 'ID', '-f', 'cj'], []],
    [['frontal', 'list', '--status', ''], ['pending', 'done', 'failed', 'cancelled']],
    [['frontal', 'completion', ''], ['bash', 'zsh', 'fish']],
    [['frontal', 'submit', '--no'], ['--no-wait']],
    // Nothing of ours: then bash offers files.
    [['frontal', 'submit', 'portrait'], []],
    [['frontal', 'submit', '-o', ''], []],
  ])('%j', async (words, expected) => {
    const asked = 'source "$1"; COMP_WORDS=("${@:2}"); COMP_CWORD=$(( $# - 2 )); _frontal; printf "%s\\n" "${COMPREPLY[@]}"';
    const { stdout, stderr } = await run('bash', ['-c', asked, 'bash', await scriptFile('bash'), ...words]);
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter(Boolean).sort()).toEqual([...expected].sort());
  });
});

test.each(SHELLS)('%s knows every command and every option', async (shell) => {
  const text = await script(shell);
  const help = (await frontal(['--help'])).stdout;
  const commands = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  expect(commands.length).toBeGreaterThanOrEqual(14);
  for (const command of commands) {
    expect(text).toContain(command);
    const { stdout } = await frontal([command, '--help']);
    for (const [, option] of stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)) expect(text, `--${option} of ${command}`).toContain(option);
  }
});
