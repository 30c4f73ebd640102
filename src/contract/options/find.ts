import * as z from 'zod';

/** More faces are told apart by no detector in use here. */
const MAX_FACES = 100;

export const findOption = z
  .strictObject({
    face: z
      .union([z.literal('largest'), z.int().min(0).max(MAX_FACES - 1)])
      .default('largest')
      .meta({ description: 'Which face, where the portrait shows several: the largest, or by size, counted from 0 for the largest.' }),
    least_score: z.number().min(0.3).max(1).default(0.5).meta({
      description: 'How sure detector and mesh have to be that it is a face.',
    }),
  })
  .prefault({})
  .meta({ description: 'How to find what is left out of landmarks and label map. Says nothing where both are sent.' });

/** What is left to be found, and how. Part of the options, and so of the id: other models are another submission. */
export interface FindOptions {
  landmarks: boolean;
  label_map: boolean;
  /** Of the faces by size, 0 the largest. */
  face: number;
  /** 0 to 1. */
  least_score: number;
  /** Names what finds: its code, and the bytes of its models. */
  finder: string;
}
