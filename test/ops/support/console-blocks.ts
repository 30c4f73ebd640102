/** A command of the page, and the output shown under it. */
export interface ShownCommand {
  readonly command: string;
  /** `...` stands for lines left out. */
  readonly output: readonly string[];
}

export interface ConsoleBlock {
  /** What $ID is to be: `<!-- $ID: done -->` before the block. null: not used. */
  readonly id: 'done' | 'failed' | 'waiting' | null;
  readonly commands: readonly ShownCommand[];
}

/** The blocks marked `console` of a Markdown page. */
export function consoleBlocks(page: string): ConsoleBlock[] {
  return [...page.matchAll(/(?:<!-- \$ID: (done|failed|waiting) -->\n)?```console\n([\s\S]*?)```/g)].map(([, id, text = '']) => {
    const commands: { command: string; output: string[] }[] = [];
    for (const line of text.trimEnd().split('\n')) {
      if (line.startsWith('$ ')) commands.push({ command: line.slice(2), output: [] });
      else if (line.trim() !== '') commands.at(-1)!.output.push(line);
    }
    return { id: (id ?? null) as ConsoleBlock['id'], commands };
  });
}

/** What differs between two runs of the same command, replaced by what it is. */
const VARYING: readonly [RegExp, string][] = [
  [/\b[a-z2-7]{52}\b/g, 'SUBMISSION'],
  [/\b[0-9a-f]{64}\b/g, 'DIGEST'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'RUN'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'],
  [/\b\d+@[\w.-]+/g, 'WORKER'],
  [/\b(\d+ (second|minute|hour)s? (ago|from now)|now|a long while ago)\b/g, 'WHEN'],
  [/-?\b\d+(\.\d+)?(e[+-]?\d+)?(ms|s)?\b/g, 'N'],
  [/\s+/g, ' '],
  // A schedule that has run meanwhile says when, too.
  [/WHEN( WHEN)+/g, 'WHEN'],
];

/** A line without what varies: two runs of one command give the same ones. */
export function shapeOf(line: string): string {
  return VARYING.reduce((text, [pattern, name]) => text.replace(pattern, name), line).trim();
}

/** The first line that is shown and does not come in what was written, in this order; null where all come. */
export function missingLine(shown: readonly string[], written: string): string | null {
  const lines = written.split('\n').map(shapeOf);
  let from = 0;
  for (const line of shown) {
    if (line.trim() === '...') continue;
    const at = lines.indexOf(shapeOf(line), from);
    if (at === -1) return line;
    from = at + 1;
  }
  return null;
}
