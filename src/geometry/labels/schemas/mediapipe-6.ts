import { type LabelSchema, middle } from '../label-schema.ts';

/**
 * MediaPipe's selfie multiclass segmentation (256x256; its image segmenter's documentation): the face is one label,
 * without eyes or mouth.
 */
export const MEDIAPIPE_6: LabelSchema = {
  name: 'mediapipe-6',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('hair')],
    [2, middle('body_skin')],
    [3, middle('skin')],
    [4, middle('clothes')],
    [5, middle('accessory')],
  ]),
};
