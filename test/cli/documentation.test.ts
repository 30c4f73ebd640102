import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { FORMATS } from '../../src/cli/commands/export.ts';
import { createProgram } from '../../src/cli/program.ts';
import { createTerminal } from '../../src/cli/terminal.ts';
import { ARTIFACTS } from '../../src/client/index.ts';

/** docs/cli.md against the program. */
const text = await readFile('docs/cli.md', 'utf8');
const program = createProgram(createTerminal({ stdout: process.stdout, stderr: process.stderr, env: {}, signal: new AbortController().signal }));

test('has every command, in an example', () => {
  for (const command of program.commands) expect(text, command.name()).toMatch(new RegExp(`^(?:.*\\W)?frontal ${command.name()}\\b`, 'm'));
});

test('names no command and no option that there is not', () => {
  const options = new Set(program.commands.flatMap((command) => command.options.map(({ long }) => long)));
  for (const [, option] of text.matchAll(/(?<![\w-])(--[a-z][\w-]*)/g)) expect([...options, '--help', '--version'], option).toContain(option);
  const names = program.commands.map((command) => command.name());
  const block = text.replace(/^import .*$/gm, '').matchAll(/^frontal ([a-z]+)/gm);
  for (const [, name] of block) expect(names, name).toContain(name);
});

test('has every exit code and every format', () => {
  const codes = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual(Object.values(EXIT));
  for (const format of FORMATS) expect(text).toContain(`\`${format}\``);
  for (const kind of Object.keys(ARTIFACTS)) expect(text).toContain(kind);
});
