/** Collects the values of one statement; `bind` answers with the placeholder that stands for the value. */
export interface Parameters {
  readonly values: unknown[];
  readonly bind: (value: unknown) => string;
}

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
