import { countLabels, type LabelMap } from '../lattice/label-map.ts';

/** Labels of models and of annotations are tens; a picture or a probability has all that its bits hold. */
const MIN_VALUES = 48;
/** Smaller than any map of a face: of so few pixels nothing can be told. */
const MIN_PIXELS = 4096;
/** Of all borders, by their length, between values that follow each other: rings have all, and thin ones most. */
const MIN_RINGS = { wide: 0.8, thin: 0.5 };
/** Of the pixels between the darkest and the brightest value, beside another one, for them to be an edge and no region. */
const MIN_THIN = 0.6;
/** Steps from pixel to pixel of a smooth picture, as a share of the whole range. */
const SMOOTH_STEP = 0.08;

/**
 * Why a picture is hardly a label map: it has very many values, and neighbouring pixels mostly differ by little, as in a
 * probability or a gray picture. The rest of a sentence that begins with what it is; null for what may be a label map.
 */
export function describeNoLabelMap(map: LabelMap): string | null {
  const { ids, width, height } = map;
  if (ids.length < MIN_PIXELS) return null;
  const counts = countLabels(map);
  const values = [...counts.keys()];
  if (values.length < MIN_VALUES) return null;
  const rank = new Uint16Array(ids instanceof Uint8Array ? 256 : 65_536);
  values.forEach((value, i) => (rank[value] = i));
  const [least, most] = [values[0]!, values.at(-1)!];
  const smooth = Math.max(1, SMOOTH_STEP * (most - least));
  let [borders, next, small, inner, thin] = [0, 0, 0, 0, 0];
  const compare = (at: number, other: number): boolean => {
    if (ids[at] === ids[other]) return false;
    borders++;
    if (Math.abs(rank[ids[at]!]! - rank[ids[other]!]!) === 1) next++;
    if (Math.abs(ids[at]! - ids[other]!) <= smooth) small++;
    return true;
  };
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const across = column + 1 < width && compare(at, at + 1);
      const down = row + 1 < height && compare(at, at + width);
      if (ids[at] === least || ids[at] === most) continue;
      inner++;
      if (across || down) thin++;
    }
  }
  const isThin = thin > MIN_THIN * inner;
  const inRings = next > (isThin ? MIN_RINGS.thin : MIN_RINGS.wide) * borders;
  const isEdges = isThin && counts.get(least)! + counts.get(most)! > ids.length / 2;
  const isSmooth = isThin && small > 0.7 * borders;
  if (!inRings && !isEdges && !isSmooth) return null;
  return `has ${values.length} values that run into one another, as a probability map or a gray picture has, and no labels. Of probabilities, set the pixels from one half on (128 of 255) to a label, or take the argmax over all classes`;
}
