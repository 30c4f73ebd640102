import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StatusAnswer } from '../support/raw-service.ts';
import { bodyOf, ended, useSharedSystem } from '../support/system.ts';

const system = useSharedSystem();

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

interface UprightFixture {
  roll_deg: number;
  canvas: [number, number];
  labels: Record<string, { pixels: number; pieces_4: number; holes: number }>;
}

describe.each(['astronaut', 'synth-plain', 'synth-holes', 'synth-hard'])('%s', (name) => {
  const truth = json(`fixtures/${name}/upright.json`) as UprightFixture;
  let answer: StatusAnswer;
  beforeAll(async () => {
    const { service } = system();
    const { id } = await service.submit(await bodyOf(name));
    answer = await ended(service, id);
  });

  test('ends as done, with the roll found within half a degree', () => {
    expect(answer.status).toBe('done');
    expect(Math.abs(answer.alignment!.roll_degrees - truth.roll_deg)).toBeLessThanOrEqual(0.5);
  });

  test('answers every label whose parts are no specks, without overlap or gap', () => {
    const labels = Object.entries(truth.labels).filter(([label, { pixels }]) => label !== '0' && pixels >= 4);
    expect(answer.regions!.map(({ label }) => String(label))).toEqual(expect.arrayContaining(labels.map(([label]) => label)));
    expect(answer.quality).toMatchObject({ overlap_px: 0, gap_px: 0, crossings: 0 });
    expect(Object.keys(answer.mask_contours!)).toEqual(answer.regions!.map(({ label }) => String(label)));
  });

  test('embeds the upright portrait in a picture that draws', async () => {
    const svg = Buffer.from(answer.svg!, 'base64');
    expect(svg.toString()).toContain('data:image/jpeg;base64,');
    const { width, height } = await sharp(svg).metadata();
    expect([width, height]).toEqual(answer.alignment!.upright_size);
    expect([width, height].every((side, i) => Math.abs(side! - truth.canvas[i]!) <= 10)).toBe(true);
  });
});
