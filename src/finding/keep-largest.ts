/** 1 in the largest 4-connected part of the pixels that are more than half, and in its holes; of equally large ones the first. */
export function keepLargest(share: Float32Array, side: number): Uint8Array {
  const inside = Uint8Array.from(share, (value) => (value > 0.5 ? 1 : 0));
  const largest = largestPart(inside, side);
  const around = new Uint8Array(share.length).fill(1);
  for (const pixel of largest) around[pixel] = 0;
  const out = new Uint8Array(share.length).fill(1);
  for (const pixel of largestPart(around, side)) out[pixel] = 0;
  return largest.length === 0 ? inside : out;
}

function largestPart(values: Uint8Array, side: number): Int32Array {
  const seen = new Uint8Array(values.length);
  const found = new Int32Array(values.length);
  let count = 0;
  let [from, to] = [0, 0];
  for (let start = 0; start < values.length; start++) {
    const first = count;
    visit(start);
    for (let next = first; next < count; next++) {
      const pixel = found[next]!;
      if (pixel % side > 0) visit(pixel - 1);
      if ((pixel + 1) % side > 0) visit(pixel + 1);
      if (pixel >= side) visit(pixel - side);
      if (pixel + side < values.length) visit(pixel + side);
    }
    if (count - first > to - from) [from, to] = [first, count];
  }
  return found.subarray(from, to);

  function visit(pixel: number): void {
    if (seen[pixel] === 1 || values[pixel] === 0) return;
    seen[pixel] = 1;
    found[count++] = pixel;
  }
}
