import * as z from 'zod';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** As milliseconds; null: as long as the service keeps submissions. */
export const retentionOption = z
  .string()
  .regex(/^[1-9]\d{0,5}[mhd]$/, 'Expected minutes, hours or days: 30m, 1h, 2d.')
  .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.at(-1)!]!)
  .nullable()
  .default(null)
  .meta({
    description:
      'How long the submission is kept after it was accepted: minutes, hours or days, no longer than the service keeps submissions, which null stands for. An equal submission that is there already keeps its time.',
    examples: ['1h', '30m'],
  });
