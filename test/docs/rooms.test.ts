import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** docs/architecture.md against the tree. */
const PAGE = readFileSync('docs/architecture.md', 'utf8');
const ROOTS = ['src', 'workflows', 'activities'];

/** What stands between ```LANGUAGE and ``` on the page. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(PAGE)?.[1] ?? '';
}

describe('the diagram of the rooms', () => {
  test('an import is seen in each of its forms', () => {
    const source = [
      "import { a } from '../geometry/index.ts';",
      "import type {\n  B,\n} from '../storage/stores.ts';",
      "export type { C } from '../../workflows/index.ts';",
      "const d = await import('../tracing/tracing.ts');",
      "import { x } from 'zod';",
      "import { y } from './beside.ts';",
    ].join('\n');
    expect(importsOf('src/http/app.ts', source)).toEqual([
      'http --> geometry', 'http -.-> storage', 'http -.-> workflows', 'http --> tracing',
    ]);
  });

  test('has an arrow for each import from room to room, and none that no import takes', () => {
    const files = ROOTS.flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(root, name)));
    const taken = new Set(files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8'))));
    // Where something is imported, it is no matter that types are, too.
    for (const arrow of taken) if (arrow.includes(' --> ')) taken.delete(arrow.replace(' --> ', ' -.-> '));
    expect(taken.size).toBeGreaterThan(50);
    expect(drawnArrows().toSorted()).toEqual([...taken].toSorted());
  });
});

describe('the walk of a submission', () => {
  const files = walkedFiles();

  test('goes through files that there are, each of them once', () => {
    for (const file of files) expect(statSync(file, { throwIfNoEntry: false }), file).toBeDefined();
    expect(new Set(files).size).toBe(files.length);
  });

  test('has as many of them as the page says', () => {
    expect(/^(\d+) files\./m.exec(PAGE)?.[1]).toBe(String(files.length));
  });
});

/** `http --> contract` for each import that leads to another room; dotted where types alone are imported. */
function importsOf(file: string, source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)( type)?\b[^;]*? from '(\.[^']+)';|\bimport\('(\.[^']+)'\)/gm);
  return [...statements].flatMap(([, type, from, called]) => {
    const [here, there] = [roomOf(file), roomOf(join(dirname(file), (from ?? called)!))];
    return here === there ? [] : [`${here} ${type === undefined ? '-->' : '-.->'} ${there}`];
  });
}

function roomOf(file: string): string {
  const [root, ...inner] = file.split('/');
  if (root !== 'src') return root!;
  return inner.length > 1 ? inner[0]! : 'programs';
}

function drawnArrows(): string[] {
  return [...block('mermaid').matchAll(/^ +(\w+) (-->|-\.->) (.+)$/gm)].flatMap(([, from, arrow, to]) => to!.split(' & ').map((room) => `${from} ${arrow} ${room}`));
}

/** Lines of a folder and its files, without `.ts`; a line that begins far in goes on in the folder before it. */
function walkedFiles(): string[] {
  let folder = '';
  return block('walk').split('\n').filter((line) => line.startsWith('  ')).flatMap((line) => {
    const names = line.trim().split(/\s+/);
    if (names[0]!.endsWith('/')) folder = names.shift()!;
    return names.map((name) => `${folder}${name}.ts`);
  });
}
