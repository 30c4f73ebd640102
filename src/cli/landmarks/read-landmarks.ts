import { parseCsv } from './csv.ts';
import { parsePts } from './pts.ts';
import { parsePythonLiteral } from './python-literal.ts';

/**
 * Landmarks from the text of a file, in one of the shapes that the service takes. What the text is, is seen from its
 * beginning: JSON or a Python literal starts with a bracket, `.pts` states a version, everything else is a table.
 *
 * @throws SyntaxError saying what the text was taken for and what is wrong with it
 */
export function parseLandmarks(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new SyntaxError('it is empty');
  if (/^(version|n_points)\s*:/i.test(trimmed)) return reading('as .pts', () => parsePts(trimmed));
  if (/^([[{(]|(np\.|numpy\.)?array\s*\()/.test(trimmed)) return bracketed(trimmed);
  return reading('as a table', () => parseCsv(trimmed));
}

function bracketed(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = reading('as JSON and as a Python literal', () => parsePythonLiteral(text));
  }
  return value;
}

function reading<T>(how: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new SyntaxError(`read ${how}, ${(cause as Error).message}`, { cause });
  }
}
