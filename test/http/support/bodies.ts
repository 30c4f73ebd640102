import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The body of a submit; the fields are as loose as a client can make them. */
export type Body = Record<string, unknown>;

export interface WholeBody extends Body {
  image: string;
  segmentation_map: string;
  landmarks: { x: number; y: number }[];
}

/** A shipped case as a body. */
export function bodyOf(name: 'synth-plain' | 'synth-holes' | 'synth-hard', portrait = 'portrait.jpg'): WholeBody {
  return {
    image: fixture(`${name}/${portrait}`).toString('base64'),
    segmentation_map: fixture(`${name}/map.png`).toString('base64'),
    landmarks: JSON.parse(fixture(`${name}/landmarks.json`).toString()),
  };
}

export const PLAIN = bodyOf('synth-plain', 'portrait.png');

export function fixture(path: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/${path}`, import.meta.url)));
}
