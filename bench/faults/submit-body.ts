import type { Case } from '../../src/cli/case.ts';

export function submitBody({ portrait, labelMap, landmarks }: Case): string {
  return JSON.stringify({ image: portrait.toString('base64'), segmentation_map: labelMap.toString('base64'), landmarks });
}
