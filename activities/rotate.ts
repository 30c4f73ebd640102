import type { RotateInput, RotateOutput } from '../src/contract/steps.ts';
import type { Alignment } from '../src/geometry/index.ts';
import { artifactOf, parseArtifact } from '../src/submissions/steps/artifact.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { remembered } from '../src/submissions/steps/remembered.ts';

/** Turns the portrait by the affine that also moves the vectors. */
export const rotate = ({ store, imaging, pixels }: Dependencies) =>
  remembered(store, 'rotate', async (input: RotateInput) => {
    const bytes = await store.load([input.alignment]);
    const { matrix, uprightSize } = parseArtifact<Alignment>(bytes.get(input.alignment)!);
    const raster = await pixels.portrait(input.portrait, async () => {
      const loaded = await store.load([input.portrait]);
      return imaging.decodePortrait(loaded.get(input.portrait)!);
    });
    const upright = artifactOf(await imaging.rotatePortrait(raster, matrix, uprightSize));
    const output: Omit<RotateOutput, 'ms'> = {
      uprightPortrait: upright.digest,
      mediaType: upright.mediaType,
      bytes: upright.bytes.byteLength,
    };
    return { output, artifacts: [upright] };
  });
