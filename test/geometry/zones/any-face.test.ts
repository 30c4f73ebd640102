import { Clipper, FillRule } from 'clipper2-ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZONES, type LandmarkSchemaName } from '../../../src/contract/names.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { Face } from '../../../src/geometry/face/face.ts';
import { deriveZones } from '../../../src/geometry/zones/derive-zones.ts';
import type { Part } from '../../../src/geometry/plane/region.ts';
import { gaussianFrom } from '../support/faces.ts';
import { labelMaps } from '../support/label-grids.ts';
import { DENSE, namedRegions, posedFace, shippedFace } from './faces.ts';

type Parts = readonly Part[];

const STEPS = 10_000;

function steps(parts: Parts): { x: number; y: number }[][] {
  return parts.flatMap(({ outer, holes }) => [outer, ...holes]).map((ring) => ring.map(([x, y]) => ({ x: Math.round(x * STEPS), y: Math.round(y * STEPS) })));
}

function overlapPx(a: Parts, b: Parts): number {
  return Math.abs(Clipper.areaPaths(Clipper.intersect(steps(a), steps(b), FillRule.NonZero))) / STEPS ** 2;
}

/** In squared steps, doubled, exact. */
function exactArea(parts: Parts): bigint {
  let sum = 0n;
  for (const ring of steps(parts)) {
    for (const [i, { x, y }] of ring.entries()) {
      const next = ring[(i + 1) % ring.length]!;
      sum += BigInt(x) * BigInt(next.y) - BigInt(next.x) * BigInt(y);
    }
  }
  return sum;
}

/** Area that is counted more than once, or that lies between shared borders; doubled squared steps. */
function excess(zones: readonly { parts: Parts }[]): bigint {
  const together = Clipper.union(zones.flatMap(({ parts }) => steps(parts)), FillRule.NonZero);
  const union = exactArea(together.map((ring) => ({ outer: ring.map(({ x, y }) => [x / STEPS, y / STEPS]), holes: [] })));
  return zones.reduce((area, { parts }) => area + exactArea(parts), -union);
}

/** What must hold of any zones, whatever the landmarks are worth. */
function expectDisjoint(face: Face): void {
  const { zones, warnings } = deriveZones(face, ZONES);
  expect(zones.length + warnings.length).toBe(ZONES.length);
  const halves = zones.filter(({ name }) => name.startsWith('half'));
  const planned = zones.filter(({ name }) => !name.startsWith('half'));
  for (const group of [halves, planned]) {
    expect(Math.abs(Number(excess(group))) / STEPS ** 2 / 2).toBeLessThan(0.001);
    for (const [i, zone] of group.entries()) {
      for (const other of group.slice(i + 1)) expect(overlapPx(zone.parts, other.parts), `${zone.name} and ${other.name}`).toBeLessThan(0.001);
    }
  }
  const others = face.regions.filter(({ name }) => name !== 'skin' && name !== 'nose');
  for (const zone of planned) {
    for (const region of others) expect(overlapPx(zone.parts, region.parts), `${zone.name} on ${region.name}`).toBeLessThan(0.01);
  }
}

const schemas = fc.constantFrom(...(Object.keys(DENSE) as LandmarkSchemaName[]));

describe('zones of whatever is sent', () => {
  it.each(['astronaut', 'synth-plain'] as const)('stay disjoint with the landmarks of %s moved about', (name) => {
    const { regions, landmarks } = shippedFace(name);
    fc.assert(
      fc.property(schemas, fc.nat(), fc.double({ min: 0, max: 60, noNaN: true }), (schema, seed, noisePx) => {
        const gaussian = gaussianFrom(seed);
        const moved = landmarks.map(([x, y]): Point => [x + noisePx * gaussian(), y + noisePx * gaussian()]);
        expectDisjoint({ regions, landmarks: DENSE[schema]!(moved), schema });
      }),
      { numRuns: 60 },
    );
  });

  it('stay disjoint on any label map', () => {
    const pose = fc.record({
      rollDegrees: fc.integer({ min: -180, max: 180 }),
      yawDegrees: fc.integer({ min: -60, max: 60 }),
      pitchDegrees: fc.integer({ min: -30, max: 30 }),
    });
    fc.assert(
      fc.property(labelMaps(60, 10), schemas, pose, fc.integer({ min: 10, max: 120 }), (map, schema, posed, size) => {
        const landmarks = DENSE[schema]!(posedFace(posed)).map(([x, y]): Point => [30 + ((x - 500) * size) / 700, 30 + ((y - 500) * size) / 700]);
        expectDisjoint({ regions: namedRegions(map), landmarks, schema });
      }),
      { numRuns: 80 },
    );
  });

  it.each(['astronaut', 'synth-plain', 'synth-holes'] as const)('tile %s to the last step', (name) => {
    const { zones } = deriveZones(shippedFace(name), ZONES);
    expect(excess(zones.filter((zone) => zone.name.startsWith('half')))).toBe(0n);
    expect(excess(zones.filter((zone) => !zone.name.startsWith('half')))).toBe(0n);
  });

  it('survive landmarks that lie in one place', () => {
    const { regions, landmarks } = shippedFace('astronaut');
    for (const place of [[300, 200], [0, 0]] as const) {
      expectDisjoint({ regions, landmarks: landmarks.map(() => place), schema: 'mediapipe-478' });
    }
  });
});
