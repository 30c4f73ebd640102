import * as z from 'zod';

export const coordinates = z.tuple([z.number(), z.number()]).meta({ description: '[x, y] in pixels.' });
export const ring = z.array(coordinates).meta({ id: 'Ring', description: 'A closed ring; its last point is not its first again.' });
export const size = z.tuple([z.int(), z.int()]).meta({ description: '[width, height] in pixels.' });
export const side = z.enum(['left', 'right']).nullable();

export type Coordinates = z.infer<typeof coordinates>;
