import { expect, test } from 'vitest';
import { createActivities } from '../../../activities/index.ts';
import { rotate } from '../../../activities/rotate.ts';
import { STEP_BYTES } from '../../../src/submissions/steps/step-memory.ts';
import type { Alignment } from '../../../src/geometry/alignment/alignment.ts';
import { createMemoryRoom } from '../../../src/content/memory-room.ts';
import { useImaging } from '../../support/imaging.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const imaging = useImaging();

test('steps that do not fit beside each other are worked on after one another', async () => {
  const size = { width: 4000, height: 3000 };
  const store = createMemoryStore();
  const alignment = { matrix: [1, 0, 0, 1, 1, 0], originalSize: size, uprightSize: size } as Partial<Alignment>;
  const stored = store.put(Buffer.from(JSON.stringify(alignment)));
  let [now, most] = [0, 0];
  const watched = {
    ...imaging(),
    store,
    pixels: { ...imaging().pixels, portrait: async () => ({ ...size, channels: 3 as const, exifOrientation: 1, isOriented: false, data: new Uint8Array(3) }) },
    room: createMemoryRoom(2.5 * STEP_BYTES.rotate(size, size)),
  };
  const rotatePortrait = async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
    return { bytes: Buffer.from('upright'), mediaType: 'image/jpeg' };
  };
  const step = rotate({ ...watched, imaging: { ...watched.imaging, rotatePortrait } });
  const attempt = { isRetry: false, submissionId: 'one', runId: 'run', signal: new AbortController().signal };
  await Promise.all(Array.from({ length: 8 }, (_, i) => step({ portrait: `p${i}`, alignment: stored }, attempt)));
  expect(most).toBe(2);
  expect(Object.keys(createActivities(watched))).toContain('rotate');
});
