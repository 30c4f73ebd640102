import * as z from 'zod';
import { ZONES, type ZoneName } from '../names.ts';

/** A set in the form of a list, in the order of ZONES. `true` stands for all of them. */
export const zonesOption = z
  .union([z.boolean(), z.array(z.enum(ZONES)).max(ZONES.length)])
  .default(false)
  .transform((chosen): ZoneName[] => ZONES.filter((zone) => chosen === true || (chosen !== false && chosen.includes(zone))))
  .meta({
    description: 'Parts of the face that the label map does not mark, derived from landmarks and cut by its borders. `true`: all.',
    examples: [true, ['forehead', 'chin']],
  });
