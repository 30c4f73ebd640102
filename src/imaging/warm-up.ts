import { DEFAULT_DETAIL, rotationAbout } from '../geometry/index.ts';
import type { OpenCv } from './open-cv.ts';
import { cutMap } from './pipeline.ts';

/**
 * Runs the code over wavy regions and specks until it is compiled, so that no real map meets it cold: with the default
 * detail, turned, and on copies as messages bring them, since the compiler tells objects of other origin apart.
 */
export function warmUp(cv: OpenCv): void {
  const side = 512;
  const ids = Uint8Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) - side / 2, Math.floor(i / side) - side / 2];
    if (i % 4099 === 0) return 9;
    return Math.max(0, 5 - Math.floor((Math.hypot(x, y) + 9 * Math.sin(Math.atan2(y, x) * 7)) / 50));
  });
  const placement = rotationAbout(20, side / 2, side / 2);
  for (let round = 0; round < 4; round++) {
    // Every other map comes clean: then it is not copied.
    const minPartPx = round % 2 === 0 ? 4 : 1;
    const { map, options } = structuredClone({
      map: { width: side, height: side, ids },
      options: { detail: DEFAULT_DETAIL, placement },
    });
    cutMap(cv, map, { ...options, minPartPx });
  }
}
