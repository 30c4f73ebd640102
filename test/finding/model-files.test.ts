import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cutModel, modelFile, readModel } from '../../src/finding/model-files.ts';
import { MODEL_NAMES, MODELS } from '../../src/finding/models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('says in one line that a model is missing, and what to do', async () => {
  const file = join(await temporaryFolder(), 'face-mesh.tflite');
  expect(() => readModel('face-mesh', file)).toThrow(`The model face-mesh is missing (${file}). Build again: npm run build.`);
});

it('takes no model that was changed', async () => {
  const file = join(await temporaryFolder(), 'face-mesh.tflite');
  const model = await readFile(modelFile('face-mesh'));
  model[1000] = model[1000]! ^ 1;
  await writeFile(file, model);
  expect(() => readModel('face-mesh', file)).toThrow(/^The model face-mesh in .* is not the one that is expected: its SHA-256 is [0-9a-f]{64}, not c603fa61[0-9a-f]{56}\.$/);
});

it('takes none out of a package of another version', () => {
  expect(() => cutModel('selfie-segmentation', new Uint8Array(10))).toThrow('in the package @mediapipe/selfie_segmentation is not the one');
});

it.each(MODEL_NAMES)('has the build keep %s', (name) => {
  expect(readModel(name).length).toBeGreaterThan(200_000);
  expect(MODELS[name].sha256).toMatch(/^[0-9a-f]{64}$/);
});
