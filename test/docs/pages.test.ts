import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/contract/errors.ts';
import { LABEL_SCHEMAS } from '../../src/contract/names.ts';
import { FRAMES } from '../../src/contract/result.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'fixtures/README.md', ...filesUnder('docs', '.md')];

/** First cells of the tables under a heading, of all names in backticks. */
function namesUnder(page: string, heading: string): string[] {
  const section = read(page).split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

describe('the README', () => {
  const README = read('README.md');

  test('is read in a few minutes', () => {
    expect(README.split('\n').length - 1).toBeLessThanOrEqual(160);
  });

  test('leads to every page but single decisions', () => {
    for (const page of PAGES) if (page !== 'README.md' && dirname(page) !== 'docs/decisions') expect(README).toContain(`](${page})`);
  });

  test('uses the service as the quick start does, whose examples are run', () => {
    const tried = new Set(blocks(read('docs/quick-start.md'), 'sh|ts|python'));
    const used = blocks(README, 'sh|ts|python').filter((block) => /127\.0\.0\.1|npx/.test(block));
    expect(used.length).toBe(4);
    for (const block of used) expect(tried).toContain(block);
  });

  test('shows the output of a success', () => {
    const [output] = blocks(README, '');
    expect(output).toMatch(/^  done$/m);
    expect(output).not.toMatch(/not by|ENOENT|error|fail/i);
  });
});

test('CONTRIBUTING is read in a few minutes', () => {
  expect(Buffer.byteLength(read('CONTRIBUTING.md'))).toBeLessThanOrEqual(6000);
});

describe('what is written by hand of what the code knows', () => {
  test('says of what each label schema is', () => {
    expect(namesUnder('docs/options.md', 'What is taken')).toEqual(expect.arrayContaining([...LABEL_SCHEMAS]));
  });

  test('has a row for each code of a warning, and for none that is never given', () => {
    const given = ['src/finding', 'src/geometry', 'src/http', 'src/submissions', 'activities', 'workflows'].flatMap((folder) => filesUnder(folder, '.ts'))
      .filter((file) => /\bWarning\b|warnings/.test(read(file)))
      .flatMap((file) => [...read(file).matchAll(/code: '([a-z_]+)',?\s+detail/g)].map(([, code]) => code!));
    const warnings = new Set(given.filter((code) => !(code in ERRORS)));
    expect(namesUnder('docs/options.md', 'Warnings').sort()).toEqual([...warnings].sort());
  });

  test('shows an answer in the frame that is the default', () => {
    expect(read('docs/api.md')).toContain(`"frame": "${FRAMES[0]}"`);
  });

  test('names each command that measures, and none that there is not', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const development = read('docs/development.md');
    for (const name of Object.keys(scripts)) if (/^(?:bench|fuzz)/.test(name)) expect(development).toMatch(new RegExp(`^npm run ${name}( |$)`, 'm'));
    const named = PAGES.flatMap((page) => [...read(page).matchAll(/npm run ([a-z]+(?::[a-z]+)*)/g)].map(([, name]) => name!));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});

describe.each(PAGES)('%s', (file) => {
  test('links and pictures lead somewhere', () => {
    const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^https?:/.test(target));
    for (const target of targets) {
      const [path, anchor] = target.split('#');
      const page = path === '' ? file : join(dirname(file), path!);
      expect(statSync(page, { throwIfNoEntry: false }), `${target} of ${file}`).toBeDefined();
      if (anchor !== undefined) expect(anchorsOf(read(page)), `${target} of ${file}`).toContain(anchor);
    }
  });

  test('names files that there are', () => {
    const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n');
    const named = [...read(file).matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.ts)`/g)].map(([, name]) => name!);
    for (const name of named.filter((each) => each !== '.ts')) {
      expect(tracked.some((path) => path === name || path.endsWith(`/${name}`)), `${name} of ${file}`).toBe(true);
    }
  });

  test('commands can be pasted as they stand', () => {
    for (const block of blocks(read(file), 'sh')) expect(block.replaceAll(/#.*$/gm, '')).not.toContain('…');
  });
});

/** Blocks of code in these languages. */
function blocks(markdown: string, languages: string): string[] {
  const opened = new RegExp(`^\`\`\`(?:${languages})$`);
  const found: string[][] = [];
  let open: string[] | null = null;
  for (const line of markdown.split('\n')) {
    if (open === null && line.startsWith('```')) {
      open = [];
      if (opened.test(line)) found.push(open);
    } else if (line === '```') open = null;
    else open?.push(line);
  }
  return found.map((lines) => lines.join('\n'));
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}
