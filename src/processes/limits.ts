import type { Config } from '../settings/config.ts';

/** The limits of one submission's pictures, for the check at submit and for the worker's decoders alike. */
export function imagingLimits(config: Config) {
  return {
    portrait: { maxBytes: config.maxPortraitBytes, maxPixels: config.maxPortraitPixels },
    labelMap: { maxBytes: config.maxLabelMapBytes, maxPixels: config.maxLabelMapPixels },
  };
}
