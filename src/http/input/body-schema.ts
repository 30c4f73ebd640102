import * as z from 'zod';
import { requestOptions } from './options/options.ts';

const base64 = { contentEncoding: 'base64' };
const point = { type: 'object', properties: { x: { type: 'number' }, y: { type: 'number' } }, required: ['x', 'y'] } as const;
const numbers = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 3 } as const;
/** More is refused, whatever it is. */
const MOST_POINTS = 2000;
const list = { type: 'array', minItems: 2, maxItems: MOST_POINTS, items: { anyOf: [point, numbers] } } as const;

const oneFace = { type: 'array', items: list, minItems: 1, maxItems: 1 } as const;

/** The body of a submit. Pictures and landmarks are read by code that knows more than a schema can say. */
export const submitBody = z
  .strictObject({
    image: z.string().min(1).meta({
      ...base64,
      description:
        'The portrait: PNG, JPEG, WebP, AVIF, TIFF or GIF (its first frame) in base64, with or without a `data:` prefix, line breaks allowed. EXIF orientation is applied.',
    }),
    segmentation_map: z.string().min(1).optional().meta({
      ...base64,
      description:
        'The label map: a gray PNG of 1, 2, 4, 8 or 16 bits (raw ids, never scaled), gray and alpha, or indexed (the index, not the colour); or a PNG of eight bits in the colours that `options.labels.palette` names. It may have another size than the portrait. Left out, or `auto`: it is found.',
    }),
    landmarks: z.unknown().optional().meta({
      description:
        'Facial landmarks in portrait pixels, after EXIF orientation: `[{"x":1,"y":2}, …]`, `[[x,y], …]`, `[[x,y,z], …]`, or any of these under `landmarks` of an object; 2, 5, 68, 98, 106, 133, 468 or 478 points. Left out, or `auto`: they are found.',
      override: {
        anyOf: [{ const: 'auto' }, list, oneFace, { type: 'object', properties: { landmarks: { anyOf: [list, oneFace] } }, required: ['landmarks'] }],
      },
    }),
    options: requestOptions,
  })
  .meta({ id: 'Submit' });

const file = (description: string) => z.string().meta({ format: 'binary', description });

/** The same as a form: the bytes themselves instead of base64. Equal bytes give equal ids in either. */
export const submitForm = z
  .strictObject({
    image: file('The portrait.'),
    segmentation_map: file('The label map. Left out, or the text `auto`: it is found.').optional(),
    landmarks: z.string().optional().meta({ contentMediaType: 'application/json', description: 'As in JSON, as text or as a file.' }),
    options: z.string().optional().meta({ contentMediaType: 'application/json', description: 'As in JSON, as text or as a file.' }),
  })
  .meta({ id: 'SubmitForm' });
