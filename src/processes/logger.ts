import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../settings/config.ts';

/** Fields that hold a person's face in one form or another. */
const PERSONAL = new Set(['image', 'segmentation_map', 'landmarks', 'svg']);

export interface LoggerOptions {
  readonly destination?: DestinationStream;
  /** Fields that each line gets from where it is written. */
  readonly mixin?: () => Record<string, string>;
}

/** Logs JSON lines with ISO times. Neither personal fields nor bytes get into them, at whatever depth they are. */
export function createLogger(level: Config['logLevel'], { destination, mixin }: LoggerOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => withoutPersonal(fields),
    },
    serializers: { err: describeError },
    ...(mixin && { mixin: () => mixin() }),
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Nothing that is logged on purpose is nested deeper. */
const DEEPEST = 6;

function withoutPersonal(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, PERSONAL.has(name) ? '[Redacted]' : shown(value, depth + 1)]),
  );
}

function shown(value: unknown, depth: number): unknown {
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth > DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((inner) => shown(inner, depth + 1));
  return isPlain(value) ? withoutPersonal(value, depth) : value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Errors carry whatever their makers hang on them, the bytes of a request among it: only what explains them is taken. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && { code: String(error.code) }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}
