import { type LabelSchema, middle } from '../label-schema.ts';
import { LAPA_11 } from './lapa-11.ts';

/** What Frontal finds itself (src/finding/frontal-labels.ts): the labels of lapa-11, and the neck. */
export const FRONTAL_11: LabelSchema = { name: 'frontal-11', sides: 'settled', parts: new Map([...LAPA_11.parts, [11, middle('neck')]]) };
