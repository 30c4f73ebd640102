/**
 * Landmarks as Python prints messages of MediaPipe: `landmark { x: 0.5 y: 0.57 z: -0.02 }` again and again, and lists of
 * such messages in brackets with commas, a face each.
 *
 * @throws SyntaxError
 */
export function parseProtobufText(text: string): unknown {
  const faces: Record<string, number>[][] = [[]];
  const rest = text.replace(/^\[|\]$/g, '');
  let at = 0;
  for (const match of rest.matchAll(BLOCK_OR_COMMA)) {
    if (rest.slice(at, match.index).trim() !== '') break;
    at = match.index + match[0].length;
    if (match[0].startsWith(',')) faces.push([]);
    else faces.at(-1)!.push(fieldsOf(match[1]!));
  }
  if (rest.slice(at).trim() !== '') throw new SyntaxError(`unexpected text at character ${at + 1}`);
  const found = faces.filter((face) => face.length > 0);
  return found.length === 1 ? found[0] : found;
}

const BLOCK_OR_COMMA = /\blandmarks?\s*\{([^{}]*)\}|,/g;

function fieldsOf(block: string): Record<string, number> {
  const fields = [...block.matchAll(/\b(\w+)\s*:\s*(\S+)/g)].map(([, name, value]) => [name!, Number(value)] as const);
  // A message leaves out what is 0.
  return { x: 0, y: 0, ...Object.fromEntries(fields) };
}
