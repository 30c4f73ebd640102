import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { openLab, type Lab } from '../../../bench/faults/lab.ts';
import type { Load, Outcome } from '../../../bench/faults/run-fault.ts';
import { createReference, type Reference } from '../../../bench/faults/undisturbed.ts';
import type { ActivityPlacement } from '../../../src/contract/run.ts';
import { PROJECT_DATA_DIR } from '../../support/temporal-binary.ts';

/**
 * Fifty in flight at the least: up to fourteen end before the fault strikes. Where both placements are struck at once,
 * half of the first 64 are placed each way: eighteen of either at the least.
 */
export const LOAD: Load = { before: 64, meanwhile: 8 };

/** On a machine that is busy with other tests. */
export const WITHIN_MS = 180_000;

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
  expect(outcome.inFlight).toBeGreaterThanOrEqual(50);
}

/** How often any of these answers came. */
export function heard({ answers }: Outcome, pattern: RegExp): number {
  return [...answers].reduce((sum, [answer, times]) => sum + (pattern.test(answer) ? times : 0), 0);
}
