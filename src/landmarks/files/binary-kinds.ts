/** Files that hold landmarks only for the program that wrote them, by their first bytes, and the way on. */
const KINDS: readonly { readonly starts: readonly number[]; readonly what: string }[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], what: 'it is a zip archive (.npz, .pt and .xlsx are): save the one array by numpy.save, or as CSV' },
  // Its protocols 2 to 5.
  ...[2, 3, 4, 5].map((protocol) => ({ starts: [0x80, protocol], what: 'it is a Python pickle, which runs what it holds: save the array by numpy.save, or as JSON' })),
  { starts: [0x4d, 0x41, 0x54, 0x4c, 0x41, 0x42], what: 'it is a MATLAB file: write its points as text by writematrix' },
  { starts: [0x89, 0x48, 0x44, 0x46], what: 'it is an HDF5 file: save the array by numpy.save, or as CSV' },
  { starts: [0x89, 0x50, 0x4e, 0x47], what: 'it is a PNG picture, and no list of points' },
  { starts: [0xff, 0xd8, 0xff], what: 'it is a JPEG picture, and no list of points' },
  { starts: [0x52, 0x49, 0x46, 0x46], what: 'it is a WebP picture, and no list of points' },
  { starts: [0x1f, 0x8b], what: 'it is packed by gzip: unpack it' },
];

/** @throws SyntaxError where the bytes are of a kind that is known and not taken */
export function refuseBinaryKinds(bytes: Uint8Array): void {
  const kind = KINDS.find(({ starts }) => starts.every((byte, i) => bytes[i] === byte));
  if (kind !== undefined) throw new SyntaxError(kind.what);
}
