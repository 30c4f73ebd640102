/**
 * Points of XML: `<part name="00" x="200" y="223"/>` in boxes, as dlib's imglab and its trainers have them, and CVAT's
 * `<points points="200.1,223.2;…">` and skeletons. One picture is taken, with as many faces as it has.
 *
 * @returns a list of faces
 * @throws SyntaxError
 */
export function parseXml(text: string): unknown {
  const pictures: Picture[] = [];
  let open: NamedPoint[] | null = null;
  for (const { name, attributes, isEnd, isWhole } of elementsOf(text)) {
    const holds = name === 'box' || name === 'skeleton';
    if (isEnd && holds) open = null;
    if (isEnd) continue;
    // What stands outside of any picture, as in a piece of a file, is of one.
    if (name === 'image' || pictures.length === 0) pictures.push({ groups: [], single: [] });
    const { groups, single } = pictures.at(-1)!;
    if (holds && !isWhole) groups.push((open = []));
    if (name === 'part') (open ?? single).push(partOf(attributes));
    if (name !== 'points') continue;
    const points = pairsOf(attributes.get('points') ?? '', attributes.get('label') ?? '');
    if (points.length > 1) groups.push(points);
    else (open ?? single).push(...points);
  }
  const shown = pictures.map(facesOf).filter((faces) => faces.length > 0);
  if (shown.length === 0) throw new SyntaxError('it has no parts and no points: those of imglab (<part>) and of CVAT (<points>) are taken');
  if (shown.length > 1) throw new SyntaxError(`it holds the points of ${shown.length} pictures: send the <image> of this portrait alone`);
  return shown[0];
}

interface NamedPoint {
  readonly name: string;
  readonly point: readonly [x: number, y: number];
}

interface Picture {
  /** Points that belong together: a box, a skeleton, a list. */
  readonly groups: NamedPoint[][];
  /** Points that stand for themselves. */
  readonly single: NamedPoint[];
}

function facesOf({ groups, single }: Picture): (readonly [number, number])[][] {
  return [...groups, single].filter((points) => points.length > 0).map((points) => inOrder(points).map(({ point }) => point));
}

/** By their numbers where all names are numbers. */
function inOrder(points: readonly NamedPoint[]): readonly NamedPoint[] {
  const areNumbered = points.every(({ name }) => /^\d+$/.test(name));
  return areNumbered ? points.toSorted((a, b) => Number(a.name) - Number(b.name)) : points;
}

function partOf(attributes: ReadonlyMap<string, string>): NamedPoint {
  const name = attributes.get('name') ?? '';
  const [x, y] = [numberOf(attributes.get('x')), numberOf(attributes.get('y'))];
  return { name, point: [x, y] };
}

function pairsOf(text: string, name: string): NamedPoint[] {
  const pairs = text.split(';').filter((pair) => pair.trim() !== '');
  return pairs.map((pair, index) => {
    const [x, y] = pair.split(',');
    return { name: pairs.length === 1 ? name : String(index), point: [numberOf(x), numberOf(y)] };
  });
}

function numberOf(text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value)) throw new SyntaxError('a point has no x or no y');
  return value;
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEnd: boolean;
  /** Without an end of its own: `<box/>`. */
  readonly isWhole: boolean;
}

const TAG = /<(\/?)([A-Za-z][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /(?<![\w.-])([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function* elementsOf(text: string): Generator<Element> {
  for (const [, slash, name, inside] of withoutComments(text).matchAll(TAG)) {
    const attributes = new Map([...inside!.matchAll(ATTRIBUTE)].map(([, key, double, single]) => [key!, double ?? single ?? '']));
    yield { name: name!.toLowerCase(), attributes, isEnd: slash === '/', isWhole: inside!.endsWith('/') };
  }
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<!--', at);
    kept.push(text.slice(at, start === -1 ? undefined : start));
    const end = start === -1 ? -1 : text.indexOf('-->', start);
    at = end === -1 ? text.length : end + '-->'.length;
  }
  return kept.join('');
}
