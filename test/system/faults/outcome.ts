import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { openLab, type Lab } from '../../../bench/faults/lab.ts';
import type { Load, Outcome } from '../../../bench/faults/run-fault.ts';
import { createReference, type Reference } from '../../../bench/faults/undisturbed.ts';
import type { ActivityPlacement } from '../../../src/contract/run.ts';
import { PROJECT_DATA_DIR } from '../../support/temporal-binary.ts';

/** Half of them are placed each way where both placements are struck at once. */
export const LOAD: Load = { before: 50, meanwhile: 8 };

/** Compiled processes of ours over real servers, for a test file or a part of it. To be read inside tests only. */
export function useLab(...placements: readonly ActivityPlacement[]): () => { lab: Lab; reference: Reference } {
  let lab: Lab;
  let reference: Reference;
  beforeAll(async () => {
    lab = await openLab({ programs: fileURLToPath(new URL('../../../dist/src', import.meta.url)), dataDir: PROJECT_DATA_DIR, placements });
    reference = createReference();
  });
  afterAll(async () => {
    await reference?.close();
    await lab?.stop();
  });
  return () => ({ lab, reference });
}

/** Nothing lost, nothing twice, nothing pending, no answer that no client should get. */
export function expectSound(outcome: Outcome, sent: number): void {
  expect(outcome).toMatchObject({ accepted: sent, lost: 0, duplicated: 0, pending: 0, wrong: [] });
  expect(outcome.inFlight).toBe(LOAD.before);
}

/** How often any of these answers came. */
export function heard({ answers }: Outcome, pattern: RegExp): number {
  return [...answers].reduce((sum, [answer, times]) => sum + (pattern.test(answer) ? times : 0), 0);
}
