import type { Fact } from './face-facts.ts';
import type { LabelSchema } from './label-schema.ts';
import type { LandmarksOnMap } from './landmark-share.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { isAround } from './part-places.ts';
import { type PlacedMap, type PlacedReading, together } from './read-by-landmarks.ts';
import { evidenceFor } from './read-as-schema.ts';

/** Of all landmarks that lie on a region, on the face: some of an outline fall on the hair. */
const MIN_ON_FACE = 0.8;
/** Beside the face, for a map to show a portrait. */
const MIN_AROUND = 2;
const MIN_HELD = 0.75;

/** The same for a schema whose face is one part: it is there where the landmarks are, and hair and body lie around it. */
export function readPortraitByLandmarks(schema: LabelSchema, map: PlacedMap, labels: LabelMap, face: LandmarksOnMap): PlacedReading {
  const facts: Fact[] = [{ holds: shareOnFace(schema, labels, face) >= MIN_ON_FACE, says: 'landmarks lie on something else than the face' }];
  const [onFace] = facts;
  const odd: number[] = [];
  const inPlace = new Map<number, NonNullable<ReturnType<typeof together>>>();
  for (const [label, pieces] of map.pieces) {
    const part = schema.parts.get(label);
    if (part === undefined) {
      facts.push({ holds: false, says: `the schema does not know label ${label}` });
      continue;
    }
    const where = part.name === 'body_skin' ? 'neck' : part.name;
    const good = together(pieces.filter(({ centroid }) => isAround(where, map.place(centroid))));
    facts.push({ holds: good !== null, says: `label ${label} (${part.name}) lies elsewhere` });
    if (good === null) odd.push(label);
    else inPlace.set(label, good);
  }
  const held = facts.filter(({ holds }) => holds).length / facts.length;
  return {
    name: schema.name,
    fits: false,
    upheld: onFace!.holds && inPlace.size > MIN_AROUND && odd.length <= 1 && held >= MIN_HELD,
    confidence: evidenceFor(schema, map.pieces) * (held === 1 ? 1 : (held * held) / 2),
    rollDegrees: 0,
    against: facts.filter(({ holds }) => !holds).map(({ says }) => says),
    odd,
    inPlace,
  };
}

function shareOnFace({ parts }: LabelSchema, { ids, width, height }: LabelMap, { landmarks, portraitSize }: LandmarksOnMap): number {
  let [on, all] = [0, 0];
  for (const [x, y] of landmarks) {
    const [column, row] = [Math.floor((x * width) / portraitSize.width), Math.floor((y * height) / portraitSize.height)];
    const label = column < 0 || row < 0 || column >= width || row >= height ? 0 : ids[row * width + column]!;
    if (label === 0) continue;
    all++;
    if (parts.get(label)?.name === 'skin') on++;
  }
  return all === 0 ? 0 : on / all;
}
