import { move, transferableSymbol, valueSymbol } from 'piscina';

import type { LabelMap } from '../geometry/index.ts';
import { outcomeOf, type Outcome } from './carried-error.ts';
import { exportFace as write, labelMapOf as mapOf, labelMapSizeOf } from './export-face.ts';
import type { ExportTasks } from './export-pool.ts';

// Without OpenCV: exports need geometry alone, and a thread is replaced whenever a caller hangs up.

export async function exportFace({ face, format }: ExportTasks['exportFace']): Promise<unknown> {
  const outcome: Outcome<Uint8Array> = await outcomeOf(() => write(face, format));
  if (!outcome.ok) return outcome;
  return move({ [transferableSymbol]: [outcome.value.buffer], [valueSymbol]: outcome });
}

export async function labelMapSize(face: ExportTasks['labelMapSize']): Promise<unknown> {
  return outcomeOf(() => labelMapSizeOf(face));
}

export async function labelMapOf(face: ExportTasks['labelMapOf']): Promise<unknown> {
  const outcome: Outcome<LabelMap> = await outcomeOf(() => mapOf(face));
  if (!outcome.ok) return outcome;
  return move({ [transferableSymbol]: [outcome.value.ids.buffer], [valueSymbol]: outcome });
}
