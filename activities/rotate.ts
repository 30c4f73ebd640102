import type { RotateInput, RotateOutput } from '../src/contract/steps.ts';
import { type Alignment, staysInPlace } from '../src/geometry/index.ts';
import { artifactOf, parseArtifact } from '../src/submissions/steps/artifact.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { portraitKey } from '../src/submissions/steps/portrait-key.ts';
import { remembered } from '../src/submissions/steps/remembered.ts';
import { STEP_BYTES } from '../src/submissions/steps/step-memory.ts';

/** Turns the portrait by the affine that also moves the vectors. One that is upright as it came stays the file that it is. */
export const rotate = ({ store, imaging, pixels, room }: Dependencies) =>
  remembered(store, 'rotate', async (input: RotateInput, { signal }) => {
    const bytes = await store.load([input.alignment]);
    const { matrix, originalSize, uprightSize } = parseArtifact<Alignment>(bytes.get(input.alignment)!);
    const { portrait, orientation } = input;
    const turn = async () => {
      if (staysInPlace(matrix, originalSize, uprightSize)) {
        const plain = await imaging.plainPortrait((await store.load([portrait])).get(portrait)!, orientation);
        if (plain !== null) return artifactOf(plain);
      }
      const raster = await pixels.portrait(portraitKey(portrait, orientation), async () => {
        const loaded = await store.load([portrait]);
        return imaging.decodePortrait(loaded.get(portrait)!, orientation);
      });
      return artifactOf(await imaging.rotatePortrait(raster, matrix, uprightSize));
    };
    const upright = await room.hold(STEP_BYTES.rotate(originalSize, uprightSize), turn, { signal });
    const output: Omit<RotateOutput, 'ms'> = {
      uprightPortrait: upright.digest,
      mediaType: upright.mediaType,
      bytes: upright.bytes.byteLength,
    };
    return { output, artifacts: [upright] };
  });
