import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { answerTypes } from './answer-types.ts';

/** `npm run build:client`: the compiled client, and types that need no other package, in clients/typescript/dist. */
const root = new URL('../../../', import.meta.url);
const from = new URL('dist/src/client/', root);
const to = new URL('clients/typescript/dist/', root);

await rm(to, { recursive: true, force: true });
await mkdir(to, { recursive: true });
for (const name of await readdir(from)) {
  if (!/\.(js|d\.ts)$/.test(name) || name.startsWith('answers.')) continue;
  const text = await readFile(new URL(name, from), 'utf8');
  await writeFile(new URL(name, to), text.replace(/^\/\/# sourceMappingURL=.*\n?/m, ''));
}
await writeFile(new URL('answers.js', to), 'export {};\n');
await writeFile(new URL('answers.d.ts', to), await answerTypes());
await cp(new URL('LICENSE', root), new URL('clients/typescript/LICENSE', root));
