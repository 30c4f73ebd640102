import { parsePythonLiteral } from './python-literal.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * The numbers of a NumPy file as lists in lists, in the shape that the file states.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @throws SyntaxError
 */
export function parseNpy(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] ?? 0) >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length < start) throw new SyntaxError('it is cut short inside its header');
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw new SyntaxError('it is cut short inside its header');
  const { descr, shape, isFortran } = headerOf(new TextDecoder('latin1').decode(bytes.subarray(start, end)));
  const { size, read } = elementOf(descr);
  const count = shape.reduce((product, side) => product * side, 1);
  if (end + count * size > bytes.length) throw new SyntaxError(`it states the shape ${shapeText(shape)} and holds less`);
  const isLittle = !descr.startsWith('>');
  const strides = stridesOf(shape, isFortran);
  return nested(shape, strides, 0, (index) => read(view, end + index * size, isLittle));
}

interface Header {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly isFortran: boolean;
}

function headerOf(text: string): Header {
  const header = parsePythonLiteral(text) as { descr?: unknown; shape?: unknown; fortran_order?: unknown } | null;
  const shape = header?.shape;
  if (!Array.isArray(shape) || shape.length === 0 || !shape.every((side) => Number.isInteger(side) && side >= 0)) {
    throw new SyntaxError('its header states no shape');
  }
  if (typeof header?.descr !== 'string') throw new SyntaxError('its elements are records, and no plain numbers');
  return { descr: header.descr, shape: shape as number[], isFortran: header.fortran_order === true };
}

interface Element {
  /** Bytes. */
  readonly size: number;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number;
}

const ELEMENTS: Readonly<Record<string, Element>> = {
  f2: { size: 2, read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  i2: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  u2: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  u4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  i8: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u8: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
};

function elementOf(descr: string): Element {
  const name = descr.replace(/^[<>|=]/, '');
  const element = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
  if (element !== undefined) return element;
  if (name.startsWith('O')) throw new SyntaxError('it holds Python objects, as of faces with different counts: save the array of one face');
  throw new SyntaxError(`its elements are of type ${JSON.stringify(descr.slice(0, 20))}, and no plain numbers`);
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function stridesOf(shape: readonly number[], isFortran: boolean): number[] {
  const strides = shape.map(() => 1);
  const order = shape.map((_, axis) => axis);
  let stride = 1;
  for (const axis of isFortran ? order : order.toReversed()) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

function nested(shape: readonly number[], strides: readonly number[], offset: number, read: (index: number) => number): unknown {
  const [length, ...inner] = shape;
  if (length === undefined) return read(offset);
  return Array.from({ length }, (_, i) => nested(inner, strides.slice(1), offset + i * strides[0]!, read));
}

function shapeText(shape: readonly number[]): string {
  return shape.slice(0, 8).join('x');
}
