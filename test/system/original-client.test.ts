import { expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import { cropFace } from '../support/original-client.ts';
import { useSystem } from '../support/system.ts';

const system = useSystem();

test('a client of the original service waits through every step and gets its drawing', async () => {
  const { url, service } = await system().startApi();
  await system().startWorker();
  const { portrait, labelMap, landmarks } = await readCase('fixtures/synth-plain');
  const job = { image: portrait.toString('base64'), segmentation_map: labelMap.toString('base64'), landmarks: landmarks as { x: number; y: number }[] };

  // While a step is at work, which is where such a client met a word that it does not know.
  const hold = await holdFirstOf(['contour'], system().databaseUrl);
  const waiting = cropFace(url, job);
  await hold.isHeld('contour');
  const { id } = await service.submit(JSON.stringify(job));
  await expect.poll(() => service.status(id)).toMatchObject({ status: 'pending', phase: 'running' });
  await hold.release();

  const { svg, contours, polls } = await waiting;
  expect(svg).toMatch(/^<\?xml[^>]*\?>\s*<svg /);
  expect(Object.keys(contours).length).toBeGreaterThan(5);
  for (const ring of Object.values(contours)) for (const point of ring) expect(point).toHaveLength(2);
  expect(polls).toBeGreaterThan(0);
}, 180_000);
