import sharp, { type Sharp } from 'sharp';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** An RGB picture from a function of column and row. */
export function paint(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Picture {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set(colour(i % width, Math.floor(i / width)), i * 3);
  return { width, height, data };
}

export function open({ width, height, data }: Picture): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

export function colourAt({ width, data }: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}
