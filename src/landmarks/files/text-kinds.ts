import { parseProtobufText } from './protobuf-text.ts';
import { parsePts } from './pts.ts';
import { parsePythonLiteral } from './python-literal.ts';
import { parseTable } from './table.ts';
import { parseXml } from './xml.ts';

/** A kind of text, seen from its beginning. */
export interface TextKind {
  /** For the refusal: "read …, …". Nothing where the refusal says it all. */
  readonly how: string;
  readonly fits: (text: string) => boolean;
  readonly parse: (text: string) => unknown;
}

/** The first that fits is meant. */
export const TEXT_KINDS: readonly TextKind[] = [
  { how: '', fits: (text) => /\bobject at 0x[0-9a-f]+>/i.test(text.slice(0, 2000)), parse: refuseAddress },
  { how: '', fits: (text) => /^[[({\w]/.test(text) && SHORTENED.test(text), parse: refuseShortened },
  { how: 'as a tensor', fits: (text) => /^<tf\.(Tensor|Variable)\b/.test(text), parse: parseTensor },
  { how: 'as XML', fits: (text) => text.startsWith('<'), parse: parseXml },
  { how: 'as .pts', fits: (text) => /^(version|n_points)\s*:/i.test(text), parse: parsePts },
  { how: 'as a message of protobuf', fits: (text) => /^\[?\s*landmarks?\s*\{/.test(text), parse: parseProtobufText },
  { how: 'as JSON and as a Python literal', fits: (text) => /^([[{(]|[A-Za-z_][\w.]*\s*\(|points\s*\[)/.test(text), parse: parseBracketed },
  { how: 'as a table', fits: () => true, parse: parseTable },
];

/** Dots that stand for points which were left out when the list was printed: numpy's, and a console's "more items". */
const SHORTENED = /[\s,[(](\.\.\.|…)([\s,\])]|$)|\.\.\. \d+ more item/;

function refuseAddress(): never {
  throw new SyntaxError('it is the address of an object and not what is in it: of dlib’s shape write [(p.x, p.y) for p in shape.parts()]');
}

function refuseShortened(): never {
  throw new SyntaxError('it was shortened when it was printed (…): print it whole, by json.dumps(array.tolist()) or numpy.savetxt');
}

function parseTensor(text: string): unknown {
  const at = text.indexOf('numpy=');
  if (at === -1 || !text.endsWith('>')) throw new SyntaxError('it shows no numbers: print its .numpy().tolist()');
  return parsePythonLiteral(text.slice(at + 'numpy='.length, -1));
}

function parseBracketed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parsePythonLiteral(text);
  }
}
