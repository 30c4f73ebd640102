/** Of a body, as it is handed from thread to thread: copied in while it comes, never as a whole. */
export const BLOCK_BYTES = 2 ** 20;

/** The bytes of a body in the order they came, in blocks that belong to nobody else. */
export interface Blocks {
  readonly length: number;
  add(piece: Uint8Array): void;
  /** What was added; nothing can be added afterwards. */
  end(): Uint8Array<ArrayBuffer>[];
}

export function createBlocks(): Blocks {
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  let [length, free] = [0, 0];
  return {
    get length() {
      return length;
    },
    add(piece) {
      for (let at = 0; at < piece.length; ) {
        if (free === 0) {
          blocks.push(new Uint8Array(BLOCK_BYTES));
          free = BLOCK_BYTES;
        }
        const part = piece.subarray(at, at + free);
        blocks.at(-1)!.set(part, BLOCK_BYTES - free);
        at += part.length;
        length += part.length;
        free -= part.length;
      }
    },
    end() {
      const last = blocks.pop();
      return last === undefined ? [] : [...blocks, last.subarray(0, BLOCK_BYTES - free)];
    },
  };
}
