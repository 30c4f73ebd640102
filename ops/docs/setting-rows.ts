import { SECRET_SETTINGS } from '../../src/settings/secret-files.ts';
import { SETTINGS } from '../../src/settings/settings.ts';
import { table } from './sections.ts';

interface Setting {
  readonly name: string;
  /** As one would state it; empty where only words can say it, which `unset` does. */
  readonly value: string;
  readonly unset: string;
  readonly description: string;
}

/** The settings with these names, or all of them. */
export function settingTable(names: readonly string[] = Object.keys(SETTINGS)): string {
  const rows = readSettings().filter(({ name }) => names.includes(name));
  return table(['setting', 'default', 'meaning'], rows.map(({ name, value, unset, description }) => [`\`${name}\``, value === '' ? unset : `\`${value}\``, description]));
}

/** `.env.example`, whole. */
export function environmentFile(): string {
  const files = SECRET_SETTINGS.map((name) => `${name}_FILE`);
  const head = comment(
    `Every setting with its default, written by \`npm run docs\`. Copy to .env and change what you need; an empty value means the default. Sizes take KiB, MiB and GiB, pixel counts MP, durations s, m, h and d. Secrets can each be kept in a file instead: ${files.join(', ')} are paths.`,
  );
  const settings = readSettings().map(({ name, value, unset, description }) => {
    const said = plain(description) + (value === '' ? ` Empty: ${unset}.` : '');
    return `${comment(said)}\n${name}=${value}`;
  });
  return `${[head, ...settings].join('\n\n')}\n`;
}

function readSettings(): Setting[] {
  return Object.entries(SETTINGS).map(([name, schema]) => {
    const { description, unset } = schema.meta() ?? {};
    if (description === undefined) throw new Error(`${name} has no description`);
    if (typeof unset === 'string') return { name, value: '', unset, description };
    return { name, value: valueOf(name, schema), unset: '', description };
  });
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10], ['MP', 1_000_000], ['', 1],
];

/** The default as text that the setting reads as it. */
function valueOf(name: string, schema: (typeof SETTINGS)[keyof typeof SETTINGS]): string {
  const value = schema.parse(undefined);
  const texts = typeof value === 'number' ? UNITS.map(([unit, size]) => `${value / size}${unit}`) : [typeof value === 'string' ? value : JSON.stringify(value)];
  const text = texts.find((each) => {
    const read = schema.safeParse(each);
    return read.success && read.data === value;
  });
  if (text === undefined) throw new Error(`no text is read as the default of ${name}`);
  return text;
}

/** Without Markdown, and links as they are seen from the root. */
function plain(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\(([^)#]+)(?:#[^)]*)?\)/g, '$1 (docs/$2)').replaceAll('`', '');
}

const WIDTH = 118;

function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
