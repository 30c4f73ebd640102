import type { Point } from '../../geometry/index.ts';

/** A number, or a text of one, with a decimal comma where it has one; null for anything else. */
export function coordinate(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !NUMBER.test(value)) return null;
  const number = Number(value.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

const NUMBER = /^\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?\s*$/i;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys that tools give the two coordinates. */
const KEYS = [['x', 'y'], ['_x', '_y'], ['X', 'Y']] as const;

/** Whether it is meant as one point: an object with coordinates, or two or three plain values. */
export function isPointLike(value: unknown): boolean {
  if (Array.isArray(value)) return (value.length === 2 || value.length === 3) && value.every((item) => coordinate(item) !== null);
  return isRecord(value) && keysIn(value) !== undefined;
}

/** null where a coordinate is missing or no number. */
export function pointOf(value: unknown): Point | null {
  if (Array.isArray(value)) return isPointLike(value) ? [coordinate(value[0])!, coordinate(value[1])!] : null;
  const keys = isRecord(value) ? keysIn(value) : undefined;
  if (!isRecord(value) || keys === undefined) return null;
  const [x, y] = [coordinate(value[keys[0]]), coordinate(value[keys[1]])];
  return x === null || y === null ? null : [x, y];
}

/** Columns are lists under the same keys, and no point. */
function keysIn(value: Record<string, unknown>): (typeof KEYS)[number] | undefined {
  return KEYS.find(([x, y]) => (Object.hasOwn(value, x) && !isList(value[x])) || (Object.hasOwn(value, y) && !isList(value[y])));
}

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
