/**
 * Whether a value is written as JSON in about so many characters or fewer: texts by their length, and two for each
 * bracket, quote or comma that goes with a member. Looks at no more of it than that: what is too large is not walked to
 * its end.
 */
export function isWithin(value: unknown, most: number): boolean {
  const left = [value];
  let size = 0;
  while (left.length > 0 && size <= most) {
    const next = left.pop();
    size += 2;
    if (typeof next === 'string') size += next.length;
    else if (typeof next === 'number') size += 1;
    else if (Array.isArray(next)) {
      if (next.length > most) return false;
      left.push(...(next as unknown[]));
    } else if (typeof next === 'object' && next !== null) {
      for (const key in next) {
        size += key.length + 3;
        if (size > most) return false;
        left.push(Reflect.get(next, key));
      }
    }
  }
  return size <= most;
}
