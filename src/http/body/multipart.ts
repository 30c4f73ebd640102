/** A part of a form as it was sent. */
export interface FormPart {
  readonly name: string;
  /** Whether it says that it is a file, by a file name. */
  readonly isFile: boolean;
  /** Without what only the extended form `filename*` says. */
  readonly fileName: string | null;
  /** A view of the form's bytes. */
  readonly bytes: Buffer;
}

/** A fault of the form itself. Its message ends a sentence that begins with "The body". */
export class FormFault extends Error {
  override readonly name = 'FormFault';
}

const MAX_HEADER_BYTES = 8 * 1024;
const LINE_END = '\r\n';

/**
 * The parts of a `multipart/form-data` body (RFC 7578, RFC 2046 section 5.1.1), in order. Nothing is copied, and the body
 * is passed over once. Whatever stands before the first delimiter and behind the last one is left out.
 *
 * @throws FormFault
 */
export function readParts(body: Buffer, boundary: string, mostParts: number): FormPart[] {
  const delimiter = Buffer.from(`${LINE_END}--${boundary}`);
  // The first delimiter may open the body, without the line end that belongs to all others.
  const first = delimiter.subarray(LINE_END.length);
  let at = body.subarray(0, first.length).equals(first) ? first.length : behind(body, delimiter, 0);
  const parts: FormPart[] = [];
  while (!startsWith(body, '--', at)) {
    if (!startsWith(body, LINE_END, at)) throw new FormFault('has a delimiter that does not end its line');
    if (parts.length === mostParts) throw new FormFault(`has more than ${mostParts} parts`);
    const next = behind(body, delimiter, at);
    parts.push(readPart(body.subarray(at, next - delimiter.length)));
    at = next;
  }
  return parts;
}

/** The place behind the next delimiter. */
function behind(body: Buffer, delimiter: Buffer, from: number): number {
  const at = body.indexOf(delimiter, from);
  if (at === -1) throw new FormFault('ends before its last delimiter, or has none');
  return at + delimiter.length;
}

/** @param part from the line end behind its delimiter on */
function readPart(part: Buffer): FormPart {
  const end = part.subarray(0, MAX_HEADER_BYTES).indexOf(LINE_END + LINE_END);
  if (end === -1) throw new FormFault(`has a part without a blank line behind its headers, or with more than ${MAX_HEADER_BYTES} bytes of them`);
  const headers = new Map(part.subarray(0, end).toString('utf8').split(LINE_END).slice(1).map(readHeader));
  const encoding = headers.get('content-transfer-encoding') ?? 'binary';
  if (!/^(7bit|8bit|binary)$/i.test(encoding)) throw new FormFault('has a part in a transfer encoding');
  const disposition = readDisposition(headers.get('content-disposition') ?? '');
  const name = disposition.get('name');
  if (name === undefined) throw new FormFault('has a part without a name');
  const isFile = disposition.has('filename') || disposition.has('filename*');
  return { name, isFile, fileName: disposition.get('filename') ?? null, bytes: part.subarray(end + 2 * LINE_END.length) };
}

function readHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw new FormFault('has a part with a header that is none');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

const PARAMETER = /^ *; *([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^";\s]+))/;

/** Parameters of `form-data; …`. Quotes inside of a name are sent as `%22` by browsers, and escaped by a backslash by others. */
function readDisposition(value: string): Map<string, string> {
  const parameters = new Map<string, string>();
  if (!/^form-data\b/i.test(value)) return parameters;
  let rest = value.slice('form-data'.length);
  for (let match = PARAMETER.exec(rest); match !== null; match = PARAMETER.exec(rest)) {
    const [whole, name = '', quoted, token = ''] = match;
    parameters.set(name.toLowerCase(), quoted?.replaceAll('%22', '"').replaceAll(/\\(.)/g, '$1') ?? token);
    rest = rest.slice(whole.length);
  }
  return parameters;
}

function startsWith(body: Buffer, text: string, at: number): boolean {
  return body.toString('latin1', at, at + text.length) === text;
}
