import { readImageHeader } from './header.ts';

/** Of a PNG, JPEG or WebP, by its header; 0 where that cannot be read. */
export async function countPixels(bytes: Uint8Array): Promise<number> {
  try {
    const { width, height } = await readImageHeader(bytes);
    return width * height;
  } catch {
    return 0;
  }
}
