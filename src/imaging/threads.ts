import { move, transferableSymbol, valueSymbol, type Piscina } from 'piscina';
import { outcomeOf, unwrap, type Outcome } from './carried-error.ts';
import { copyIds } from './copy-ids.ts';

/** What threads do, by name: plain functions of one input. The same table types those who ask and the thread. */
export type Tasks<T> = { readonly [Name in keyof T]: (input: never) => unknown };

export type InputOf<T extends Tasks<T>, Name extends keyof T> = Parameters<T[Name]>[0];
export type OutputOf<T extends Tasks<T>, Name extends keyof T> = Awaited<ReturnType<T[Name]>>;

interface Message {
  readonly name: PropertyKey;
  readonly input: unknown;
}

/**
 * Runs a task in a thread. An aborted signal rejects at once; if the task was running, its thread is replaced.
 * @param handOver buffers of the input that the caller has no more use for
 */
export async function askThread<T extends Tasks<T>, Name extends keyof T>(
  threads: Piscina,
  name: Name,
  input: InputOf<T, Name>,
  { signal = null, handOver = [] }: { readonly signal?: AbortSignal | null | undefined; readonly handOver?: ArrayBuffer[] } = {},
): Promise<OutputOf<T, Name>> {
  const message: Message = { name, input };
  const outcome: Outcome<OutputOf<T, Name>> = await threads.run(message, { name: 'run', signal, transferList: handOver });
  return unwrap(outcome);
}

/** The thread's side: what its file exports as `run`. Buffers of what a task returns are handed over, not copied. */
export function serve<T extends Tasks<T>>(tasks: T): (message: unknown) => Promise<unknown> {
  return async (message) => {
    const { name, input } = message as Message;
    const outcome = await outcomeOf(() => tasks[name as keyof T](input as never));
    const buffers = outcome.ok ? buffersOf(outcome.value) : [];
    return buffers.length === 0 ? outcome : move({ [transferableSymbol]: buffers, [valueSymbol]: outcome });
  };
}

/** An input with pixels and files of its own: what the caller or a cache holds stays whole when they are handed over. */
export function withOwnBytes<I>(input: I): I {
  return replaceBytes(input, DEPTH) as I;
}

/** Of pixels and files: they stand in an input, or in an object of it. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, DEPTH);
  return [...found];

  function collect(part: unknown, depth: number): void {
    if (isBytes(part)) found.add(part.buffer as ArrayBuffer);
    else if (isPlain(part) && depth > 0) for (const member of Object.values(part)) collect(member, depth - 1);
  }
}

/** Not further: below that lie the thousand points of a drawing. */
const DEPTH = 2;

function replaceBytes(value: unknown, depth: number): unknown {
  if (isBytes(value)) return copyIds(value);
  if (!isPlain(value) || depth === 0) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceBytes(member, depth - 1)]));
}

function isBytes(value: unknown): value is Uint8Array | Uint16Array {
  return value instanceof Uint8Array || value instanceof Uint16Array;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
