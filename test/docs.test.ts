import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { THEMES, DETAIL_PRESETS, ZONES, LABEL_PALETTES, LABEL_SCHEMAS, CANVASES, LANDMARK_SCHEMAS, ALIGNMENT_METHODS } from '../src/contract/names.ts';
import { ERRORS } from '../src/contract/errors.ts';
import { FRAMES } from '../src/contract/result.ts';
import { requestOptions } from '../src/contract/options.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');

/** Lines of the tables that have this heading above them. */
function rowsUnder(heading: string): string[] {
  const section = README.split(`\n### ${heading}\n`)[1]?.split(/\n##+ /)[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| '));
}

/** First cells, of all names in backticks. */
function namesUnder(heading: string): string[] {
  return rowsUnder(heading).flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

/** `contours.detail`: options by their paths, down to what is no object of options any more. */
function optionPaths(schema: unknown, path = ''): string[] {
  const { properties } = schema as { properties?: Record<string, unknown> };
  if (properties === undefined) return [path];
  return Object.entries(properties).flatMap(([name, inner]) => optionPaths(inner, path === '' ? name : `${path}.${name}`));
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

describe('the README', () => {
  test('has a row for each option, and for none that is not taken', () => {
    const taken = optionPaths(z.toJSONSchema(requestOptions, { io: 'input' }).$defs!['Options']);
    expect(taken).toContain('contours.smoothing');
    expect(namesUnder('Options').sort()).toEqual(taken.sort());
  });

  test.each([
    ['alignment.method', ALIGNMENT_METHODS],
    ['alignment.schema', LANDMARK_SCHEMAS],
    ['alignment.canvas', CANVASES],
    ['labels.schema', LABEL_SCHEMAS],
    ['labels.palette', LABEL_PALETTES],
    ['contours.detail', DETAIL_PRESETS],
    ['zones', ZONES],
    ['style.theme', THEMES],
  ])('names what %s takes', (option, names) => {
    const row = rowsUnder('Options').find((line) => line.startsWith(`| \`${option}\` `))!;
    for (const name of names) expect(row).toContain(`\`${name}\``);
  });

  test('says of what each label schema is', () => {
    const explained = namesUnder('What is taken');
    for (const schema of LABEL_SCHEMAS) expect(explained).toContain(schema);
  });

  test('has a row for each code of a warning, and for none that is never given', () => {
    const given = ['src/finding', 'src/geometry', 'src/http', 'src/submissions', 'activities', 'workflows'].flatMap(filesUnder).filter((file) => /\bWarning\b|warnings/.test(read(file)))
      .flatMap((file) => [...read(file).matchAll(/code: '([a-z_]+)',?\s+detail/g)].map(([, code]) => code!));
    const warnings = new Set(given.filter((code) => !(code in ERRORS)));
    expect(namesUnder('Warnings').sort()).toEqual([...warnings].sort());
  });

  test('leads to every page but single decisions', () => {
    for (const page of [...PAGES, 'CONTRIBUTING.md', 'SECURITY.md']) if (dirname(page) !== 'docs/decisions') expect(README).toContain(`](${page})`);
  });

  test('names each command that measures, and none that there is not', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of Object.keys(scripts)) if (/^(?:bench|fuzz)/.test(name)) expect(README).toMatch(new RegExp(`^npm run ${name}( |$)`, 'm'));
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...PAGES];
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm run ([a-z]+(?::[a-z]+)*)/g)].map(([, name]) => name!));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test('shows an answer in the frame that is the default', () => {
    expect(README).toContain(`"frame": "${FRAMES[0]}"`);
  });
});

/** Every page there is. */
const PAGES = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name));

test.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'fixtures/README.md', ...PAGES])(
  'links and pictures of %s lead somewhere', (file) => {
    const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^https?:/.test(target));
    for (const target of targets) {
      const [path, anchor] = target.split('#');
      const page = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), path!);
      expect(statSync(page, { throwIfNoEntry: false }), `${target} of ${file}`).toBeDefined();
      if (anchor !== undefined) expect(anchorsOf(readFileSync(page, 'utf8')), `${target} of ${file}`).toContain(anchor);
    }
  },
);

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}
