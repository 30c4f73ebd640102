import { refuseBinaryKinds } from './binary-kinds.ts';
import { isNpy, parseNpy } from './npy.ts';
import { TEXT_KINDS } from './text-kinds.ts';
import { textOf } from './text-of.ts';

/** Lists of landmarks are far smaller; of what is larger the reading alone would cost too much. */
export const MAX_FILE_BYTES = 2 ** 20;

/** What is taken of files, for whoever has sent another one. */
export const TAKEN_FILES = 'JSON, a Python literal, what Python prints of MediaPipe’s and dlib’s results, tables, .pts, .npy and the XML of imglab and CVAT are taken';

/**
 * What a file of landmarks holds, as a JSON value in one of the forms that `readFaces` takes. What the file is, is seen
 * from its content; its name is not looked at.
 *
 * @throws SyntaxError saying what the file was taken for and what is wrong with it
 */
export function parseLandmarksFile(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_FILE_BYTES) throw new SyntaxError(`it is longer than ${MAX_FILE_BYTES} bytes, and no list of the landmarks of one picture`);
  refuseBinaryKinds(bytes);
  if (isNpy(bytes)) return reading('as a NumPy file', () => parseNpy(bytes));
  return parseLandmarksText(textOf(bytes));
}

/** The same of a text. @throws SyntaxError */
export function parseLandmarksText(text: string): unknown {
  if (text.length > MAX_FILE_BYTES) throw new SyntaxError(`it is longer than ${MAX_FILE_BYTES} characters, and no list of the landmarks of one picture`);
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new SyntaxError('it is empty');
  const kind = TEXT_KINDS.find(({ fits }) => fits(trimmed));
  if (kind === undefined) throw new SyntaxError('it is no text of points');
  return reading(kind.how, () => kind.parse(trimmed));
}

function reading<T>(how: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new SyntaxError(how === '' ? cause.message : `read ${how}, ${cause.message}`, { cause });
  }
}
