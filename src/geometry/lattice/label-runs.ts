import type { LabelMap } from './label-map.ts';

/**
 * Finds where runs end: pixels of one label side by side. Most of a map is flat, so it goes over four bytes at once
 * where they are all the same.
 *
 * @returns a function: the index after the run that holds the pixel `start`, `stop` at most; `start` lies before `stop`
 */
export function createRunEnds(ids: LabelMap['ids']): (start: number, stop: number) => number {
  const perWord = 4 / ids.BYTES_PER_ELEMENT;
  const repeat = perWord === 4 ? 0x01010101 : 0x00010001;
  // What does not begin at a whole word of memory has none that begin with its pixels.
  const words = ids.byteOffset % 4 === 0 ? new Int32Array(ids.buffer, ids.byteOffset, Math.floor(ids.length / perWord)) : NO_WORDS;
  return (start, stop) => {
    const label = ids[start]!;
    let at = start + 1;
    while (at < stop && at % perWord !== 0 && ids[at] === label) at++;
    if (at % perWord === 0) {
      const flat = Math.imul(label, repeat);
      let word = at / perWord;
      for (const end = Math.min(words.length, Math.floor(stop / perWord)); word < end && words[word] === flat; word++);
      at = Math.max(at, word * perWord);
    }
    while (at < stop && ids[at] === label) at++;
    return at;
  };
}

const NO_WORDS = new Int32Array(0);

/** A function that counts the pixels of one label between two indices, the second exclusive. */
export function createLabelCounts(ids: LabelMap['ids']): (label: number, start: number, stop: number) => number {
  const runEnd = createRunEnds(ids);
  return (label, start, stop) => {
    let count = 0;
    for (let at = start; at < stop; ) {
      const end = runEnd(at, stop);
      if (ids[at] === label) count += end - at;
      at = end;
    }
    return count;
  };
}
