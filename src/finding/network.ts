import type { OpenCv } from '../imaging/open-cv.ts';
import type { Size } from '../geometry/index.ts';

/** A model that is read, for one thread. */
export interface Network {
  /**
   * What comes out of layers for one window, in their order, by one run.
   * @param window three numbers a pixel, as the model was trained on: see `scaled`
   */
  run<const Names extends readonly string[]>(window: Float32Array, size: Size, outputs: Names): { readonly [Index in keyof Names]: Float32Array };
}

/** What the type declarations of OpenCV leave out of its dnn module. */
interface DnnOfOpenCv {
  FS_createDataFile(folder: string, name: string, bytes: Uint8Array, canRead: boolean, canWrite: boolean, canOwn: boolean): void;
  FS_unlink(path: string): void;
  readNetFromTFLite(path: string): DnnNet;
  blobFromImage(image: object, scale: number, size: object, mean: object, swapRB: boolean, crop: boolean, depth: number): Deletable;
}

interface Deletable {
  delete(): void;
}

interface DnnNet extends Deletable {
  setInput(blob: object): void;
  /** Into the vector, in the order of the names. */
  forward2(results: Deletable, outputs: readonly string[]): void;
}

/** The reader takes files alone, so each model is one for a moment, in the memory that OpenCV takes for a disk. */
export function readNetwork(cv: OpenCv, name: string, model: Uint8Array): Network {
  const dnn = cv as unknown as DnnOfOpenCv;
  const file = `${name}.tflite`;
  dnn.FS_createDataFile('/', file, model, true, false, false);
  let net: DnnNet;
  try {
    net = dnn.readNetFromTFLite(`/${file}`);
  } finally {
    dnn.FS_unlink(`/${file}`);
  }
  return {
    run<const Names extends readonly string[]>(window: Float32Array, { width, height }: Size, outputs: Names) {
      const image = new cv.Mat(height, width, cv.CV_32FC3);
      image.data32F.set(window);
      const blob = dnn.blobFromImage(image, 1, new cv.Size(width, height), new cv.Scalar(0, 0, 0, 0), false, false, cv.CV_32F);
      image.delete();
      net.setInput(blob);
      blob.delete();
      const results = new cv.MatVector();
      net.forward2(results, outputs);
      const numbers = outputs.map((_, i) => {
        const result = results.get(i);
        const copy = Float32Array.from(result.data32F);
        result.delete();
        return copy;
      });
      results.delete();
      return numbers as { [Index in keyof Names]: Float32Array };
    },
  };
}

/** The window's 0 to 255 as `least` to `most`. Changes it in place. */
export function scaled(window: Float32Array, least: number, most: number): Float32Array {
  const factor = (most - least) / 255;
  for (let i = 0; i < window.length; i++) window[i] = window[i]! * factor + least;
  return window;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
