import type { OpenCv } from '../imaging/open-cv.ts';
import type { Size } from '../geometry/index.ts';

/** A model that is read, for one thread. */
export interface Network {
  /**
   * What comes out of the layer for one window.
   * @param window three numbers a pixel, as the model was trained on: see `scaled`
   */
  run(window: Float32Array, size: Size, output: string): Float32Array;
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
  forward(output: string): Deletable & { readonly data32F: Float32Array };
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
    run(window, { width, height }, output) {
      const image = new cv.Mat(height, width, cv.CV_32FC3);
      image.data32F.set(window);
      const blob = dnn.blobFromImage(image, 1, new cv.Size(width, height), new cv.Scalar(0, 0, 0, 0), false, false, cv.CV_32F);
      image.delete();
      net.setInput(blob);
      blob.delete();
      const result = net.forward(output);
      const numbers = Float32Array.from(result.data32F);
      result.delete();
      return numbers;
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
