import * as z from 'zod';
import { requestOptions } from '../../contract/options.ts';

const base64 = { contentEncoding: 'base64' };
const point = { type: 'object', properties: { x: { type: 'number' }, y: { type: 'number' } }, required: ['x', 'y'] } as const;
const numbers = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 3 } as const;
/** More is refused, whatever it is. */
const MAX_POINTS = 2000;
const listOf = <T>(items: T) => ({ type: 'array', minItems: 2, maxItems: MAX_POINTS, items }) as const;
const oneFaceOf = <T>(items: T) => ({ type: 'array', minItems: 1, maxItems: 1, items: listOf(items) }) as const;
/** Each choice is written out: what generators make of a choice inside of a choice is sent as null by some. */
const LANDMARKS = [listOf(point), listOf(numbers), oneFaceOf(point), oneFaceOf(numbers)];
const WRAPPED = LANDMARKS.map((landmarks) => ({ type: 'object', properties: { landmarks }, required: ['landmarks'] }) as const);

const imageName = z.string().min(1).max(255).exactOptional().meta({
  description: 'What the portrait is called where it came from: the exports name it so. No part of the id. In a form, the file name of `image` says it, too.',
});

/** The body of a submit. Pictures and landmarks are read by code that knows more than a schema can say. */
export const submitBody = z
  .strictObject({
    image: z.string().min(1).meta({
      ...base64,
      description:
        'The portrait: PNG, JPEG, WebP, AVIF, TIFF or GIF (its first frame) in base64, with or without a `data:` prefix, line breaks allowed. EXIF orientation is applied.',
    }),
    segmentation_map: z.union([z.string().min(1).meta(base64), z.record(z.string(), z.string().min(1).meta(base64))]).optional().meta({
      description:
        'The label map: a gray PNG of 1, 2, 4, 8 or 16 bits (raw ids, never scaled), gray and alpha, or indexed (the index, not the colour); or a PNG of eight bits in the colours that `options.labels.palette` names. It may have another size than the portrait. Or one PNG a part, by the part’s name, later ones over earlier ones: `{"skin": …, "hair": …}`; in a form, `segmentation_map[skin]` and so on. Left out, or `auto`: it is found.',
    }),
    landmarks: z.unknown().optional().meta({
      description:
        'Facial landmarks in portrait pixels, after EXIF orientation: `[{"x":1,"y":2}, …]`, `[[x,y], …]`, `[[x,y,z], …]`, or any of these under `landmarks` of an object; 2, 5, 68, 98, 106, 133, 468 or 478 points. Also what MediaPipe, dlib, face_recognition, face-api.js, InsightFace, OpenPose, COCO and LabelMe write, coordinates from 0 to 1, several faces, and the text of a file of them. Left out, or `auto`: they are found.',
      override: { anyOf: [{ const: 'auto' }, ...LANDMARKS, ...WRAPPED] },
    }),
    options: requestOptions,
    image_name: imageName,
  })
  .meta({ id: 'Submit' });

const file = (description: string) => z.string().meta({ format: 'binary', description });

/** The same as a form: the bytes themselves instead of base64. Equal bytes give equal ids in either. */
export const submitForm = z
  .strictObject({
    image: file('The portrait.'),
    segmentation_map: file('The label map. Left out, or the text `auto`: it is found.').optional(),
    landmarks: file('The landmarks as a file, or the same as text: JSON, a Python literal, CSV, .pts, .npy, XML. Left out, or the text `auto`: they are found.').optional(),
    options: z.string().optional().meta({ contentMediaType: 'application/json', description: 'As in JSON, as text or as a file.' }),
    // An empty field is an absent one, and what a page of documentation would fill in otherwise is `string`.
    image_name: z.string().max(255).exactOptional().meta({ example: '', description: 'Where it is not the file name of `image`.' }),
  })
  .meta({ id: 'SubmitForm' });
