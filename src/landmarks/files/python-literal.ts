/**
 * A Python literal as a program prints it, as the JSON value of the same shape: dicts, lists, tuples, strings, numbers,
 * True, False, None, what numpy and PyTorch print around numbers: `array([...], dtype=float32)`, `np.float64(1.5)`, dlib's
 * `points[(1, 2), …]`, and objects by their fields, as of `NormalizedLandmark(x=0.5, y=0.57)`. JavaScript's consoles print
 * keys without quotes, which are taken, too. Nothing is evaluated.
 *
 * @throws SyntaxError with the place
 */
export function parsePythonLiteral(text: string): unknown {
  const tokens = tokenize(text);
  let at = 0;
  const value = readValue(0);
  if (at < tokens.length) throw unexpected();
  return value;

  function readValue(depth: number): unknown {
    if (depth > DEEPEST) throw new SyntaxError('it is nested too deeply');
    const token = tokens[at];
    if (token === undefined) throw unexpected();
    if (token.kind === 'number' || token.kind === 'string') {
      at += 1;
      return token.value;
    }
    if (token.kind === 'name') return readName(token.text, depth);
    if (token.text === '[') return readItems(']', depth);
    if (token.text === '{') return readEntries('}', ':', depth);
    if (token.text === '(') return readTuple(depth);
    throw unexpected();
  }

  function readName(name: string, depth: number): unknown {
    at += 1;
    if (CONSTANTS.has(name)) return CONSTANTS.get(name);
    if (name === 'points' && tokens[at]?.text === '[') return readItems(']', depth);
    const isCall = tokens[at]?.text === '(';
    if (isCall && POINTS.test(name)) return readItems(')', depth);
    if (isCall && OBJECTS.test(name)) return readFields(depth);
    if (!NUMBER_WRAPPERS.test(name) || !isCall) {
      at -= 1;
      throw unexpected();
    }
    at += 1;
    const value = readValue(depth + 1);
    // What else stands in the call tells of the numbers' type: `dtype=float32`.
    while (tokens[at] !== undefined && tokens[at]?.text !== ')') at += 1;
    take(')');
    return value;
  }

  /** `(x=0.5, y=0.57)`; values without a name are a list. */
  function readFields(depth: number): unknown {
    const isNamed = tokens[at + 1]?.kind === 'name' && tokens[at + 2]?.text === '=';
    return isNamed ? readEntries(')', '=', depth) : readItems(')', depth);
  }

  /** One value in brackets is the value itself; a comma makes a tuple. */
  function readTuple(depth: number): unknown {
    const start = at;
    const items = readItems(')', depth);
    const isTuple = items.length !== 1 || tokens.slice(start, at).at(-2)?.text === ',';
    return isTuple ? items : items[0];
  }

  function readItems(end: ']' | ')', depth: number): unknown[] {
    at += 1;
    const items: unknown[] = [];
    while (tokens[at]?.text !== end) {
      items.push(readValue(depth + 1));
      if (tokens[at]?.text === end || isNumpyItem(tokens[at])) continue;
      take(',');
    }
    at += 1;
    return items;
  }

  /** Printed arrays have blanks between their numbers and rows: `[[1. 2.]\n [3. 4.]]`. */
  function isNumpyItem(token: Token | undefined): boolean {
    return token?.kind === 'number' || token?.text === '[';
  }

  function readEntries(end: '}' | ')', between: ':' | '=', depth: number): Record<string, unknown> {
    at += 1;
    const entries: [string, unknown][] = [];
    while (tokens[at]?.text !== end) {
      const key = tokens[at]?.kind === 'name' && tokens[at + 1]?.text === between ? tokens[at++]!.text : readValue(depth + 1);
      take(between);
      entries.push([String(key), readValue(depth + 1)]);
      if (tokens[at]?.text !== end) take(',');
    }
    at += 1;
    return Object.fromEntries(entries);
  }

  function take(text: string): void {
    if (tokens[at]?.kind !== 'mark' || tokens[at]?.text !== text) throw unexpected();
    at += 1;
  }

  function unexpected(): SyntaxError {
    const token = tokens[at];
    return new SyntaxError(token ? `unexpected ${JSON.stringify(token.text)} at character ${token.at + 1}` : 'it ends too early');
  }
}

const DEEPEST = 50;
const NUMBER_WRAPPERS = /^(?:(?:np|numpy|torch|tf|jnp|mx)\.)?(?:array|asarray|ndarray|tensor|list|tuple|float(?:16|32|64)?_?|double|u?int(?:8|16|32|64)?)$/;
/** `point(1, 2)` of dlib. */
const POINTS = /^(?:dlib\.)?d?points?$/;
/** Classes by their names, as dataclasses and named tuples print themselves. */
const OBJECTS = /^(?:[a-z_][\w]*\.)*[A-Z]\w*$/;
const CONSTANTS = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
  ['nan', NaN],
  ['NaN', NaN],
]);

type Token =
  | { readonly kind: 'mark' | 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly at: number; readonly value: string };

const BLANK = /(?:\s|#.*)+/y;
const MARK = /[[\](){},:=]/y;
const NUMBER = /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][\w.]*/y;
const STRING = /[bru]?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/iy;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const [string, number, name, mark] = [match(STRING), match(NUMBER), match(NAME), match(MARK)];
    const found = string ?? number ?? name ?? mark;
    if (found === null) throw new SyntaxError(`unexpected ${JSON.stringify(text[at])} at character ${at + 1}`);
    if (string !== null) tokens.push({ kind: 'string', text: found, at, value: contentOf(string) });
    else if (number !== null) tokens.push({ kind: 'number', text: found, at, value: Number(number.replaceAll('_', '')) });
    else tokens.push({ kind: name === null ? 'mark' : 'name', text: found, at });
    at += found.length;
  }
  return tokens;
}

/** Escapes beyond the quotes stand in no landmark file; the character after the backslash is kept. */
function contentOf(literal: string): string {
  return literal.replace(/^[bru]?['"]/i, '').slice(0, -1).replace(/\\(.)/gs, '$1');
}
