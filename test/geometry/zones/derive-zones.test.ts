import { describe, expect, it } from 'vitest';
import { ZONES, type ZoneName, type LandmarkSchemaName } from '../../../src/contract/names.ts';
import { applyAffine, type Point, rotationAbout } from '../../../src/geometry/plane/affine.ts';
import type { Face } from '../../../src/geometry/face/face.ts';
import { deriveZones } from '../../../src/geometry/zones/derive-zones.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { round, roundPoint } from '../../../src/geometry/plane/rounding.ts';
import type { DescribedRegion, Zone } from '../../../src/geometry/face/described-region.ts';
import { toDlibFive, toFive } from '../support/faces.ts';
import { shippedCase } from '../support/case.ts';
import { cellsInside, DENSE, drawnFace, holds, LABEL, namedRegions, posedFace, shippedFace, signedArea } from './faces.ts';

const SIZE = 1000;
const PLANNED = ZONES.filter((name) => !name.startsWith('half'));
const FACE = ['skin', 'nose', 'brow', 'eye', 'upper_lip', 'lower_lip', 'inner_mouth'];

function zonesOf(face: Face, names: readonly ZoneName[] = ZONES): Map<ZoneName, Zone> {
  return new Map(deriveZones(face, names).zones.map((zone) => [zone.name, zone]));
}

function cells({ parts }: Pick<DescribedRegion, 'parts'>): number[] {
  return cellsInside(parts.flatMap(({ outer, holes }) => [outer, ...holes]), SIZE, SIZE);
}

/** How many of the zones each pixel lies in. */
function cover(zones: Iterable<Pick<DescribedRegion, 'parts'>>): Uint8Array {
  const counts = new Uint8Array(SIZE * SIZE);
  for (const zone of zones) for (const i of cells(zone)) counts[i]!++;
  return counts;
}

function expectTiles(face: Face): void {
  const zones = zonesOf(face);
  const named = (names: readonly string[]) => face.regions.filter(({ name }) => names.includes(name));
  const planned = cover(PLANNED.flatMap((name) => zones.get(name) ?? []));
  const open = cover(named(['skin', 'nose']));
  expect(planned.every((count, i) => count <= open[i]!)).toBe(true);
  const halves = cover([zones.get('half_right')!, zones.get('half_left')!]);
  const whole = cover(named(FACE));
  const differing = halves.reduce((sum, count, i) => sum + Math.abs(count - whole[i]!), 0);
  expect(differing).toBe(0);
}

describe('what cannot be derived', () => {
  it.each(['five-point', 'dlib-5', 'two-point'] as const)('is named, with the reason, for %s', (schema) => {
    const { regions, landmarks } = shippedFace('astronaut');
    const points = { 'five-point': toFive(landmarks), 'dlib-5': toDlibFive(landmarks), 'two-point': toFive(landmarks).slice(0, 2) }[schema];
    const { zones, warnings } = deriveZones({ regions, landmarks: points, schema }, ZONES);
    expect(zones.map(({ name }) => name)).toEqual(schema === 'two-point' ? [] : ['half_right', 'half_left']);
    expect(warnings).toHaveLength(ZONES.length - zones.length);
    expect(warnings[0]).toEqual({
      code: 'zone_unavailable',
      detail: `The zone forehead is left out: the landmarks (${schema}) have no points for it.`,
    });
  });

  it('is everything where no region is named skin', () => {
    const face = shippedFace('astronaut');
    const { zones, warnings } = deriveZones({ ...face, regions: face.regions.filter(({ name }) => name !== 'skin') }, ZONES);
    expect(zones).toEqual([]);
    expect(warnings.map(({ detail }) => detail)).toEqual(ZONES.map((name) => `The zone ${name} is left out: no region has the name skin.`));
  });

  it('is a zone that hair hides', () => {
    const browTop = Math.min(...shippedCase('synth-plain').landmarks.map(([, y]) => y)) + 90;
    const face = shippedFace('synth-plain', (ids, { width }) => {
      for (const [i, label] of ids.entries()) if (label === LABEL.skin && i < browTop * width) ids[i] = LABEL.hair;
    });
    const { zones, warnings } = deriveZones(face, ['forehead', 'chin']);
    expect(zones.map(({ name }) => name)).toEqual(['chin']);
    expect(warnings).toEqual([
      { code: 'zone_unavailable', detail: 'The zone forehead is left out: the regions leave nothing of it.' },
    ]);
  });

  it('warns of nothing that was not asked for', () => {
    const { regions, landmarks } = shippedFace('astronaut');
    const two = { regions, landmarks: landmarks.slice(0, 2), schema: 'two-point' } as const;
    expect(deriveZones(two, [])).toEqual({ zones: [], warnings: [] });
    expect(deriveZones(two, ['half_left']).warnings).toHaveLength(1);
  });
});

describe.each(['astronaut', 'synth-plain', 'synth-holes'] as const)('the zones of %s', (name) => {
  const face = shippedFace(name);

  it('are all there, in the order asked for, the same alone as together', () => {
    const { zones, warnings } = deriveZones(face, ZONES);
    expect(warnings).toEqual([]);
    expect(zones.map((zone) => zone.name)).toEqual([...ZONES]);
    const reversed = [...ZONES].reverse();
    expect(deriveZones(face, reversed).zones).toEqual(zones.toReversed());
    for (const zone of zones) expect(deriveZones(face, [zone.name]).zones).toEqual([zone]);
  });

  it('lie on what the map draws as skin and nose, none over another; the halves are the face', () => expectTiles(face));

  it('share their borders digit for digit', () => {
    const zones = zonesOf(face, PLANNED);
    const edges = (zone: Zone) =>
      zone.parts.flatMap(({ outer, holes }) => [outer, ...holes]).flatMap((ring) =>
        ring.map((from, i) => [from.join(), ring[(i + 1) % ring.length]!.join()] as const),
      );
    const pairs = [['cheek_right', 'under_eye_right'], ['cheek_left', 'under_eye_left'], ['cheek_right', 'chin'], ['cheek_left', 'chin']] as const;
    for (const [a, b] of pairs) {
      const other = new Set(edges(zones.get(b)!).map(([from, to]) => `${to} ${from}`));
      expect(edges(zones.get(a)!).filter(([from, to]) => other.has(`${from} ${to}`)).length, `${a} and ${b}`).toBeGreaterThan(0);
    }
  });

  it('stop at the hairline with its own points', () => {
    const corners = (regions: readonly Pick<DescribedRegion, 'parts'>[]) =>
      regions.flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes].flat()));
    const skin = new Set(corners(face.regions.filter((region) => region.name === 'skin')).map(String));
    const brows = Math.min(...corners(face.regions.filter((region) => region.name === 'brow')).map(([, y]) => y));
    const hairline = corners(face.regions.filter((region) => region.name === 'hair')).filter((point) => skin.has(String(point)) && point[1] < brows);
    const forehead = new Set(corners([zonesOf(face).get('forehead')!]).map(String));
    expect(hairline.length).toBeGreaterThan(5);
    expect(hairline.filter((point) => !forehead.has(String(point)))).toEqual([]);
  });

  it('have rings, sides and measures as regions have them', () => {
    for (const zone of deriveZones(face, ZONES).zones) {
      const turns = zone.parts.map(({ outer, holes }) => [outer, ...holes].map(signedArea));
      for (const [outer, ...holes] of turns) {
        expect(outer).toBeGreaterThan(0);
        for (const hole of holes) expect(hole).toBeLessThan(0);
      }
      const areas = turns.map((rings) => rings.reduce((sum, area) => sum + area, 0));
      expect(areas).toEqual(areas.toSorted((a, b) => b - a));
      expect(areas.at(-1)).toBeGreaterThanOrEqual(1);
      expect(zone.area).toBeCloseTo(areas.reduce((sum, area) => sum + area, 0), 2);
      const aside = zone.name.split('_').at(-1);
      const right = { subjectSide: 'right', viewerSide: 'left' };
      const left = { subjectSide: 'left', viewerSide: 'right' };
      expect(zone).toMatchObject(aside === 'right' ? right : aside === 'left' ? left : { subjectSide: null, viewerSide: null });
      for (const [x, y] of zone.parts.flatMap(({ outer }) => outer)) expect([round(x, 4), round(y, 4)]).toEqual([x, y]);
    }
  });

  it('move with the face', () => {
    const turn = rotationAbout(37, 300, 310);
    const move = (point: Point) => applyAffine(turn, point);
    const turned: Face = {
      ...face,
      landmarks: face.landmarks.map(move),
      regions: face.regions.map((region) => ({
        ...region,
        parts: region.parts.map(({ outer, holes }) => ({
          outer: outer.map((point) => roundPoint(move(point), 4)),
          holes: holes.map((hole) => hole.map((point) => roundPoint(move(point), 4))),
        })),
      })),
    };
    const moved = zonesOf(turned);
    for (const zone of deriveZones(face, ZONES).zones) {
      const other = moved.get(zone.name)!;
      const [x, y] = move(zone.centroid);
      expect(Math.abs(other.area - zone.area)).toBeLessThan(0.05);
      expect(Math.hypot(other.centroid[0] - x, other.centroid[1] - y)).toBeLessThan(0.01);
    }
  });
});

/** MediaPipe's landmarks that lie in each zone of every face. */
const WITHIN: Readonly<Partial<Record<ZoneName, readonly number[]>>> = {
  forehead: [151, 9, 108, 337],
  under_eye_right: [23, 24],
  under_eye_left: [253, 254],
  cheek_right: [50, 205, 187],
  cheek_left: [280, 425, 411],
  nose_bridge: [6, 197],
  philtrum: [164],
  chin: [199, 175],
  half_right: [33, 50, 61, 105],
  half_left: [263, 280, 291, 334],
};

/** Of a turned head some landmarks lie in front of the nose, or beyond the outline: those on the face are looked at. */
function expectInPlace(mesh: readonly Point[], { regions }: Face, zones: ReadonlyMap<ZoneName, Zone>, what: string): void {
  const drawn = (names: readonly string[]) => regions.filter(({ name }) => names.includes(name));
  for (const [name, indices] of Object.entries(WITHIN) as [ZoneName, number[]][]) {
    const ground = drawn(name.startsWith('half') ? FACE : name === 'nose_bridge' ? ['skin', 'nose'] : ['skin']);
    const visible = indices.filter((index) => ground.some((region) => holds(region, mesh[index]!)));
    expect(visible.length, `${name}, ${what}`).toBeGreaterThan(0);
    const zone = zones.get(name);
    expect(zone, `${name}, ${what}`).toBeDefined();
    expect(visible.filter((index) => !holds(zone!, mesh[index]!)), `${name}, ${what}`).toEqual([]);
  }
}

describe('where zones lie', () => {
  it('is where their landmarks lie on a real face', () => {
    const face = shippedFace('astronaut');
    expectInPlace(face.landmarks, face, zonesOf(face), 'astronaut');
  });

  const poses = [
    { rollDegrees: 0 },
    { rollDegrees: 0, yawDegrees: 25 },
    { rollDegrees: 0, yawDegrees: -20, pitchDegrees: 10 },
    { rollDegrees: 20, yawDegrees: 15, pitchDegrees: -12 },
    { rollDegrees: 140, noisePx: 2 },
  ];
  describe.each(poses)('in the pose %o', (pose) => {
    const mesh = posedFace(pose);
    const regions = namedRegions(drawnFace(mesh));

    it.each(Object.keys(DENSE) as LandmarkSchemaName[])('is the same by %s', (schema) => {
      const face = { regions, landmarks: DENSE[schema]!(mesh), schema };
      expectInPlace(mesh, face, zonesOf(face), schema);
      expectTiles(face);
    });
  });

  it.each(Object.keys(DENSE) as LandmarkSchemaName[])('keeps its side in a face turned far aside, by %s', (schema) => {
    const mesh = posedFace({ rollDegrees: 0, yawDegrees: -40, pitchDegrees: 10 });
    const face: Face = { regions: namedRegions(drawnFace(mesh)), landmarks: DENSE[schema]!(mesh), schema };
    const zones = zonesOf(face);
    expect(zones.size).toBe(ZONES.length);
    expectTiles(face);
    const across = (name: ZoneName) => zones.get(name)!.centroid[0];
    for (const [right, left] of [['under_eye_right', 'under_eye_left'], ['cheek_right', 'cheek_left'], ['half_right', 'half_left']] as const) {
      expect(across(right)).toBeLessThan(across(left));
    }
    expect(zones.get('cheek_right')!.area).toBeLessThan(zones.get('cheek_left')!.area / 2);
  });

  it('follows a face that is wider on one side', () => {
    const mesh = posedFace({ rollDegrees: 0 }).map(([x, y]): Point => [x > 500 ? 500 + (x - 500) * 1.25 : x, y]);
    const face: Face = { regions: namedRegions(drawnFace(mesh)), landmarks: mesh, schema: 'mediapipe-478' };
    const zones = zonesOf(face);
    expectInPlace(mesh, face, zones, 'asymmetric');
    expect(zones.get('cheek_left')!.area).toBeGreaterThan(1.15 * zones.get('cheek_right')!.area);
  });
});

describe('parts that the map lacks', () => {
  const mesh = posedFace({ rollDegrees: 0 });
  const face = (change: (ids: LabelMap['ids']) => void): Face => {
    const map = drawnFace(mesh);
    change(map.ids);
    return { regions: namedRegions(map), landmarks: mesh, schema: 'mediapipe-478' };
  };
  const asSkin = (...labels: number[]) => (ids: LabelMap['ids']) => {
    for (const [i, label] of ids.entries()) if (labels.includes(label)) ids[i] = LABEL.skin;
  };

  it('are bounded by landmarks: brows', () => {
    const bald = face(asSkin(LABEL.browRight, LABEL.browLeft));
    expectTiles(bald);
    expect(holds(zonesOf(bald).get('forehead')!, mesh[52]!)).toBe(false);
    expect(zonesOf(bald).get('forehead')!.area).toBeCloseTo(zonesOf(face(() => {})).get('forehead')!.area, -4);
  });

  it('are bounded by landmarks: eyes, nose and lips', () => {
    const plain = face(asSkin(4, 5, 6, 7, 8, 9));
    const zones = zonesOf(plain);
    expectTiles(plain);
    expectInPlace(mesh, plain, zones, 'skin alone');
    for (const index of [145, 374, 1, 13, 14]) {
      for (const name of PLANNED) expect(holds(zones.get(name)!, mesh[index]!), `${name} ${index}`).toBe(false);
    }
  });

  it('are cut out where glasses lie over them', () => {
    const bare = face(() => {});
    const [, eyeY] = mesh[133]!;
    const glasses: DescribedRegion = { ...bare.regions[0]!, label: 11, name: 'glasses', subjectSide: null, viewerSide: null };
    const covered = face((ids) => {
      for (const [i, label] of ids.entries()) {
        const y = Math.floor(i / SIZE);
        if (label !== 0 && y > eyeY - 60 && y < eyeY + 70) ids[i] = 11;
      }
    });
    const regions = covered.regions.map((region) => (region.label === 11 ? { ...region, name: glasses.name } : region));
    const { zones, warnings } = deriveZones({ ...covered, regions }, ZONES);
    expect(zones.map(({ name }) => name)).not.toContain('under_eye_right');
    expect(warnings.map(({ code }) => code)).toContain('zone_unavailable');
    const areas = (name: ZoneName) => zones.find((zone) => zone.name === name)!.area;
    const all = zonesOf(bare);
    expect(areas('half_right') + areas('half_left')).toBeCloseTo(all.get('half_right')!.area + all.get('half_left')!.area, -3);
    expect(areas('nose_bridge')).toBeLessThan(all.get('nose_bridge')!.area / 2);
  });
});
