import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { answerTypes } from './answer-types.ts';

/** `npm run build:client`: the compiled client, and types that need no other package, in clients/typescript/dist. */
const root = new URL('../../../', import.meta.url);
const from = new URL('dist/src/client/', root);
const to = new URL('clients/typescript/dist/', root);
/** The one file from beside the client's folder: the table of routes, which imports nothing. */
const paths = new URL('dist/src/contract/paths', root);

await rm(to, { recursive: true, force: true });
await mkdir(to, { recursive: true });
for (const name of await readdir(from)) {
  if (!/\.(js|d\.ts)$/.test(name) || name.startsWith('answers.')) continue;
  await writeFile(new URL(name, to), withoutMap(await readFile(new URL(name, from), 'utf8')).replaceAll('../contract/paths.', './paths.'));
}
for (const ending of ['js', 'd.ts']) await writeFile(new URL(`paths.${ending}`, to), withoutMap(await readFile(`${fileURLToPath(paths)}.${ending}`, 'utf8')));
await writeFile(new URL('answers.js', to), 'export {};\n');
await writeFile(new URL('answers.d.ts', to), await answerTypes());
await cp(new URL('LICENSE', root), new URL('clients/typescript/LICENSE', root));

function withoutMap(text: string): string {
  return text.replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
}
