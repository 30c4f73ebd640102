import type { LabelSchemaName } from '../../src/contract/names.ts';
import { GeometryError, type LandmarksOnMap, meanPoint, nameAlike, type Point, readFaceMap } from '../../src/geometry/index.ts';
import { drawMap, type GivenFace } from './draw-map.ts';
import { FAULTS, presentLabels } from './faults.ts';
import { createRandom } from './random.ts';

export interface Tried {
  /** Every label has the name that it was drawn with. */
  kept: number;
  unnamed: number;
  renamed: number;
  /** Landmarks and map were taken to disagree. */
  refused: number;
}

/** Draws so many maps with one fault and asks what they are. */
export function tryFault(
  face: GivenFace,
  schema: LabelSchemaName,
  fault: string,
  { maps, seed, landmarks }: { readonly maps: number; readonly seed: number; readonly landmarks: string },
  report: (line: string) => void,
): Tried {
  const tried: Tried = { kept: 0, unnamed: 0, renamed: 0, refused: 0 };
  for (let i = 0; i < maps; i++) {
    const random = createRandom(seed * 100_003 + i);
    const drawn = drawMap(face, schema, random);
    const map = FAULTS[fault]!(drawn, random);
    const points = pointsOf(drawn.landmarks, landmarks);
    const { width, height } = map;
    try {
      const { finding } = readFaceMap(map, {
        face: { ...points, portraitSize: { width, height } },
        rollDegrees: 0, schema: null, background: [], fit: 'auto', which: 'landmarks', named: [], outline: false,
      });
      const labels = new Map(presentLabels(map).map((label) => [label, label]));
      const outcome = finding.schema === 'unknown' ? 'unnamed' : nameAlike(finding.schema, schema, labels) ? 'kept' : 'renamed';
      tried[outcome]++;
      if (outcome !== 'kept') report(`  ${schema}, ${fault}, map ${i}: ${finding.schema}, labels ${[...labels.keys()].join(' ')}`);
    } catch (error) {
      if (!(error instanceof GeometryError)) throw error;
      tried.refused++;
      report(`  ${schema}, ${fault}, map ${i}: ${error.message}`);
    }
  }
  return tried;
}

function pointsOf(points: readonly Point[], count: string): Pick<LandmarksOnMap, 'landmarks' | 'landmarkSchema'> {
  const eyes = [meanPoint(points.slice(36, 42)), meanPoint(points.slice(42, 48))];
  if (count === '2') return { landmarks: eyes, landmarkSchema: 'two-point' };
  if (count === '5') return { landmarks: [...eyes, points[30]!, points[48]!, points[54]!], landmarkSchema: 'five-point' };
  return { landmarks: points, landmarkSchema: 'ibug-68' };
}
