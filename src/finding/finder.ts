import { digestOf } from '../content/digest.ts';
import { MODEL_NAMES, MODELS } from './models.ts';

/** Raised whenever the same portrait and models would give another face, other landmarks or another label map. */
const FINDER_VERSION = 2;

/** Names what finds: other code or other models are another submission, and another step. */
export const FINDER = `${FINDER_VERSION}-${digestOf(MODEL_NAMES.map((name) => MODELS[name].sha256).join(' ')).slice(0, 12)}`;
