import type { Logger } from 'pino';
import { z } from 'zod';

const Line = z.looseObject({ level: z.string(), msg: z.string(), error: z.string().optional() });

/** Passes on what the Temporal server says of itself: its own warnings as debug, its errors as warnings. */
export function logServerLine(log: Logger, line: string): void {
  const parsed = Line.safeParse(jsonOf(line));
  if (!parsed.success) log.debug({ server: 'Temporal' }, line);
  else {
    const { level, msg, error } = parsed.data;
    log[level === 'error' || level === 'fatal' ? 'warn' : 'debug']({ server: 'Temporal', error }, msg);
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
