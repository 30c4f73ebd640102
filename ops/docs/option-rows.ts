import * as z from 'zod';
import { requestOptions } from '../../src/contract/options.ts';
import { THEME_LOOKS } from '../../src/geometry/index.ts';
import { table } from './sections.ts';

/** What is read here of a JSON Schema. */
interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
}

const OPTIONS = z.toJSONSchema(requestOptions, { io: 'input' }).$defs!['Options'] as Schema;

/** Every option of a submission by its path, down to what is no group of options any more. */
export function optionTable(): string {
  return table(['option', 'takes', 'default', 'meaning'], leaves(OPTIONS).map((leaf) => row(leaf, leaf.path)));
}

/** The options of one group, without its name. */
export function groupTable(group: string): string {
  return table([`\`${group}.…\``, 'takes', 'default', 'meaning'], leaves(OPTIONS.properties![group]!, group).map((leaf) => row(leaf, leaf.path.slice(group.length + 1))));
}

/** What each theme draws with where the client states nothing, by the options that would state it. */
export function themeTable(): string {
  const names = leaves(OPTIONS.properties!['style']!, 'style').flatMap(({ path, schema }) => (schema.default === undefined ? [path] : []));
  const rows = Object.keys(THEME_LOOKS).map((theme) => [`\`${theme}\``, ...names.map((path) => ofTheme(theme as keyof typeof THEME_LOOKS, path))]);
  return table(['', ...names.map((path) => `\`${path.slice('style.'.length)}\``)], rows);
}

interface Leaf {
  readonly path: string;
  readonly schema: Schema;
}

function leaves(schema: Schema, path = ''): Leaf[] {
  if (schema.properties === undefined) return [{ path, schema }];
  return Object.entries(schema.properties).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`));
}

function row({ path, schema }: Leaf, shown: string): string[] {
  const [example] = schema.enum === undefined ? (schema.examples ?? []).filter((each) => typeof each === 'object') : [];
  const said = [...descriptions(schema), ...(example === undefined ? [] : [`Such as ${code(example)}.`])];
  return [`\`${shown}\``, takes(schema), defaultOf(path, schema), said.join(' ')];
}

/** Its own words, then those of the forms that it has. */
function descriptions({ description, anyOf }: Schema): string[] {
  return [...(description === undefined ? [] : [description]), ...(anyOf ?? []).flatMap((form) => (form.enum && form.description ? [form.description] : []))];
}

function takes(schema: Schema): string {
  // Lists last: nothing that stands behind one is taken for a part of it.
  if (schema.anyOf) return [...new Set(schema.anyOf.toSorted((a, b) => Number(a.type === 'array') - Number(b.type === 'array')).map(takes))].join(', or ');
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type === 'array') return `a list of: ${takes(schema.items!)}`;
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'null') return '`null`';
  if (schema.type === 'integer') return `a whole number, ${bounds(schema)}`;
  if (schema.type === 'number') return bounds(schema);
  if (schema.properties) return members(schema.properties);
  return schema.type === 'object' ? 'an object' : 'text';
}

/** `{"tolerance_px": n}`, and what n can be. */
function members(properties: Record<string, Schema>): string {
  const shown = Object.entries(properties).map(([name, inner]) => {
    const said = [takes(inner), inner.description?.replace(/^./, (letter) => letter.toLowerCase()).replace(/\.$/, '')].filter((text) => text !== undefined && text !== 'text');
    return `\`{"${name}": ${inner.type === 'string' ? '"…"' : 'n'}}\` (${said.join(': ')})`;
  });
  return shown.join(', ');
}

function bounds({ minimum, maximum }: Schema): string {
  return `${minimum} to ${maximum}`;
}

/** What is read where nothing is stated; a value of the style comes from the theme. */
function defaultOf(path: string, schema: Schema): string {
  // A default that is transformed is not in the document.
  const value = schema.default ?? path.split('.').reduce((inner: unknown, name) => (inner as Record<string, unknown>)[name], requestOptions.parse({}));
  if (value !== undefined) return code(value);
  return path.startsWith('style.') ? `of the theme: ${ofTheme('consultation', path)}` : '';
}

function ofTheme(theme: keyof typeof THEME_LOOKS, path: string): string {
  const key = path.slice('style.'.length).replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const value = (THEME_LOOKS[theme] as unknown as Record<string, unknown>)[key];
  if (value === undefined) throw new Error(`no theme has a value of ${path}`);
  return code(value ?? 'none');
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value).replaceAll(/([:,])(?=[^\s])/g, '$1 ')}\``;
}
