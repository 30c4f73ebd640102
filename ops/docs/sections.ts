/** Parts of a page that are written by `npm run docs`, by their name; everything around them is written by hand. */
export type Sections = Readonly<Record<string, string>>;

/**
 * The page with each of its generated parts written anew. They stand between `<!-- generated: NAME -->` and
 * `<!-- generated: end -->`, on lines of their own.
 * @throws Error if a part is missing on the page, or the page has one that is not known
 */
export function writeSections(page: string, sections: Sections): string {
  const found: string[] = [];
  const written = page.replaceAll(/^(<!-- generated: ([a-z-]+) -->)$[\s\S]*?^(<!-- generated: end -->)$/gm, (_, open: string, name: string, close: string) => {
    const content = sections[name];
    if (content === undefined) throw new Error(`nothing writes the part ${name}`);
    found.push(name);
    return `${open}\n\n${content}\n\n${close}`;
  });
  const missing = Object.keys(sections).filter((name) => !found.includes(name));
  if (missing.length > 0) throw new Error(`the page has no part ${missing.join(', ')}`);
  return written;
}

/** A table of Markdown. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |');
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
