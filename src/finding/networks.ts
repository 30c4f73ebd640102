import type { OpenCv } from '../imaging/open-cv.ts';
import type { Networks } from './find-face.ts';
import { readModel } from './model-files.ts';
import type { ModelName } from './models.ts';
import { readNetwork, type Network } from './network.ts';

/** The models for one thread, each read when it is first needed: a thread that finds nothing has none. */
export function createNetworks(cv: OpenCv): Networks {
  const kept = new Map<ModelName, Network>();
  const network = (name: ModelName) => () => {
    const known = kept.get(name) ?? readNetwork(cv, name, readModel(name));
    kept.set(name, known);
    return known;
  };
  return {
    shortRange: network('face-detection-short-range'),
    fullRange: network('face-detection-full-range'),
    mesh: network('face-mesh'),
    selfie: network('selfie-segmentation'),
  };
}
