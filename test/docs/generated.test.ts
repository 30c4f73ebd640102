import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generatedFiles } from '../../ops/docs/pages.ts';
import { table, writeSections } from '../../ops/docs/sections.ts';

const PAGE = '# Page\n\nBy hand.\n\n<!-- generated: fruit -->\n\nold\n\n<!-- generated: end -->\n\nBy hand, too.\n';

describe('what is refused', () => {
  test('a part that nothing writes', () => {
    expect(() => writeSections(PAGE, {})).toThrow('nothing writes the part fruit');
  });

  test('a page that has lost a part', () => {
    expect(() => writeSections('# Page\n', { fruit: 'new' })).toThrow('the page has no part fruit');
  });
});

test('a part is written anew, and nothing around it', () => {
  expect(writeSections(PAGE, { fruit: 'new' })).toBe(PAGE.replace('old', 'new'));
});

test('a bar in a cell does not end it', () => {
  expect(table(['a', 'b'], [['x|y', '']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | |');
});

/** `npm run docs` writes what is expected here. */
test.each([...generatedFiles()])('%s is what the code says', (path, content) => {
  expect(readFileSync(path, 'utf8')).toBe(content);
});
