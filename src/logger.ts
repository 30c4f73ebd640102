import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** Fields that hold a person's face in one form or another. */
const PERSONAL = ['image', 'segmentation_map', 'landmarks', 'svg'];

/** Logs JSON lines with ISO times. Personal fields are replaced, as deep as a body inside a request inside a context. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: ['', '*.', '*.*.', '*.*.*.'].flatMap((prefix) => PERSONAL.map((field) => prefix + field)),
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
