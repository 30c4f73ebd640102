import fc from 'fast-check';
import { readOrRefuse, type Fuzzed, type Target } from '../target.ts';
import { formReader, jsonReader, submissionReader } from './bodies.ts';
import { base64Reader, headersReader, landmarkFileReader, landmarksReader, optionsReader } from './fields.ts';
import { drawingReader } from './drawings.ts';
import { headerReader, labelMapReader, portraitReader, textRemover } from './pictures.ts';
import { retryAfterReader, webhookReader } from './webhooks.ts';

/** Every reader of what users send. `onRun` is told how each input ended and how long that took. */
export function fuzzedReaders(onRun: (name: string, end: 'read' | 'refused', ms: number) => void = () => {}): Fuzzed[] {
  return [
    fuzzed(labelMapReader, onRun),
    fuzzed(headerReader, onRun),
    fuzzed(portraitReader, onRun),
    fuzzed(textRemover, onRun),
    fuzzed(jsonReader, onRun),
    fuzzed(formReader, onRun),
    fuzzed(submissionReader, onRun),
    fuzzed(base64Reader, onRun),
    fuzzed(landmarksReader, onRun),
    fuzzed(optionsReader, onRun),
    fuzzed(drawingReader, onRun),
    fuzzed(webhookReader, onRun),
    fuzzed(headersReader, onRun),
    fuzzed(landmarkFileReader, onRun),
    fuzzed(retryAfterReader, onRun),
  ];
}

function fuzzed<T>(target: Target<T>, onRun: (name: string, end: 'read' | 'refused', ms: number) => void): Fuzzed {
  const check = async (input: T) => {
    const began = performance.now();
    const end = await readOrRefuse(target, input);
    onRun(target.name, end, performance.now() - began);
  };
  return {
    name: target.name,
    run: (parameters) => fc.check(fc.asyncProperty(target.inputs, check), parameters).then(({ failed, counterexample, errorInstance, seed, numRuns }) => {
      return { runs: numRuns, fault: failed && counterexample !== null ? { input: counterexample[0], error: errorInstance, seed } : null };
    }),
  };
}
