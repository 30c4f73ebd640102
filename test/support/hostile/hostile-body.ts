import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '../../../src/contract/errors.ts';

/** A body that has to end as a refusal (4xx), or as a submission that failed. */
export interface HostileBody {
  readonly name: string;
  /** What the answer or the failure has to be called. */
  readonly code: ErrorCode;
  /** Made when it is sent: some are large. */
  readonly body: () => string | Uint8Array | Promise<string>;
  readonly headers?: Record<string, string>;
}

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../../fixtures/synth-plain/${name}`, import.meta.url)));

/** The case that everything hostile is a change of: 360 by 440 pixels. */
export const GOOD = {
  portrait: read('portrait.png'),
  labelMap: read('map.png'),
  landmarks: JSON.parse(read('landmarks.json').toString()) as { x: number; y: number }[],
};

const fields = {
  image: GOOD.portrait.toString('base64'),
  segmentation_map: GOOD.labelMap.toString('base64'),
  landmarks: GOOD.landmarks,
};

/** The good body with some fields replaced. */
export function bodyWith(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...fields, ...changes });
}

/** The good body with a field in JSON as it is written here, for what no value of JavaScript stands for. */
export function bodyWritten(field: string, json: string): string {
  const others = JSON.stringify({ ...fields, [field]: undefined });
  return `${others.slice(0, -1)},${JSON.stringify(field)}:${json}}`;
}

export function withPortrait(name: string, portrait: () => Uint8Array, code: ErrorCode = 'invalid_image'): HostileBody {
  return { name: `portrait: ${name}`, code, body: () => bodyWith({ image: base64(portrait()) }) };
}

export function withLabelMap(
  name: string,
  labelMap: () => Uint8Array,
  code: ErrorCode = 'invalid_segmentation_map',
  options?: object,
): HostileBody {
  return { name: `map: ${name}`, code, body: () => bodyWith({ segmentation_map: base64(labelMap()), options }) };
}

/** Landmarks as JSON text. */
export function withLandmarks(name: string, json: () => string, code: ErrorCode = 'invalid_landmarks'): HostileBody {
  return { name: `landmarks: ${name}`, code, body: () => bodyWritten('landmarks', json()) };
}

/** Options as JSON text. */
export function withOptions(name: string, json: () => string): HostileBody {
  return { name: `options: ${name}`, code: 'invalid_option', body: () => bodyWritten('options', json()) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
