import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';

/** `--option contours.detail=measure`: a path of keys with dots, and a value as JSON, or as text where it is none. */
export interface OptionValue {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Gathers every `--option` of a command line. @throws Complaint */
export function collectOption(text: string, earlier: readonly OptionValue[] = []): OptionValue[] {
  const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const path = key.split('.');
  if (path.some((name) => !/^[\w-]+$/.test(name))) {
    throw new Complaint(EXIT.usage, `--option ${text} is none: expected key=value, such as contours.detail=measure`);
  }
  return [...earlier, { path, value: jsonOrText(value) }];
}

/** The options as the service takes them. @throws Complaint where one is stated twice, or inside another */
export function optionsOf(values: readonly OptionValue[]): Record<string, unknown> | undefined {
  if (values.length === 0) return undefined;
  const options: Record<string, unknown> = Object.create(null);
  for (const { path, value } of values) {
    let group = options;
    path.slice(0, -1).forEach((key, depth) => {
      const inner = (group[key] ??= Object.create(null) as unknown);
      if (typeof inner !== 'object' || inner === null) throw twice(path.slice(0, depth + 1));
      group = inner as Record<string, unknown>;
    });
    const last = path.at(-1)!;
    if (last in group) throw twice(path);
    group[last] = value;
  }
  return options;
}

function twice(path: readonly string[]): Complaint {
  return new Complaint(EXIT.usage, `--option ${path.join('.')} is stated twice`);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
