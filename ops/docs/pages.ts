import { readFileSync } from 'node:fs';
import { ERRORS } from '../../src/contract/errors.ts';
import { groupTable, optionTable, themeTable } from './option-rows.ts';
import { table, writeSections, type Sections } from './sections.ts';
import { environmentFile, settingTable } from './setting-rows.ts';

/** Pages with tables that the code knows better than a hand. */
const PAGES: Readonly<Record<string, Sections>> = {
  'docs/options.md': { options: optionTable() },
  'docs/drawing.md': { themes: themeTable(), style: groupTable('style') },
  'docs/configuration.md': { settings: settingTable() },
  'docs/webhooks.md': { settings: settingTable(['WEBHOOK_SECRET', 'WEBHOOK_ALLOW_PRIVATE']) },
  'docs/api.md': { errors: errorTable() },
};

/** Each file that is generated, whole or in part, as it has to be. */
export function generatedFiles(): Map<string, string> {
  const pages = Object.entries(PAGES).map(([path, sections]): [string, string] => [path, writeSections(readFileSync(path, 'utf8'), sections)]);
  return new Map([...pages, ['.env.example', environmentFile()]]);
}

function errorTable(): string {
  return table(['`code`', 'status', 'title'], Object.entries(ERRORS).map(([code, { status, title }]) => [`\`${code}\``, String(status), title]));
}
