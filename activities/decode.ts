import type { DecodeInput, DecodeOutput, RotateInput, ContourInput, RotateOutput, ContourOutput } from '../src/contract/steps.ts';
import { chosenLabels, resolvePalette } from '../src/geometry/index.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { inspect, type Finding } from '../src/submissions/steps/inspect.ts';
import { recallOr } from '../src/submissions/steps/remembered.ts';
import { stepKey } from '../src/submissions/steps/step-key.ts';

/**
 * Reads what was sent, decides the alignment, and plans the rest: which steps follow with which input, and which of
 * them are remembered and need not run.
 */
export const decode =
  (dependencies: Dependencies) =>
  async (input: DecodeInput, { submissionId, signal }: Attempt): Promise<DecodeOutput> => {
    const { store } = dependencies;
    // Looked up always: another submission of the same pictures may have got that far.
    const here = { submissionId, step: 'decode', key: decodeKey(input), looks: true } as const;
    const { record, isKnown, ms } = await recallOr<Finding>(store, here, async () => {
      const { finding, artifacts } = await inspect(dependencies, input, signal);
      return { output: finding, artifacts };
    });
    const plan = planOf(input, record.output);
    const next = await (isKnown ? store.recall(submissionId, plan.keys) : store.remember(submissionId, record, plan.keys));
    return { ...record.output, ...chosen(plan, next), ms };
  };

/** A detail that is stated, or labels that are left out, change nothing that `inspect` looks at. */
export function decodeKey({ contours: _contours, labels, ...input }: DecodeInput): string {
  const { include: _include, exclude: _exclude, ...read } = labels;
  return stepKey('decode', { ...input, labels: read });
}

interface Plan {
  readonly rotate: RotateInput;
  readonly contour: ContourInput;
  readonly keys: [rotate: string, contour: string];
}

function planOf(input: DecodeInput, { alignment, labelSchema, landmarkSchema, landmarks, labels: { fit }, sides, preparedMap }: Finding): Plan {
  const rotate = { portrait: input.portrait, alignment, ...(input.orientation === 'stored' && { orientation: input.orientation }) };
  const { palette } = input.labels;
  const map =
    preparedMap === null
      ? { labelMap: input.labelMap, palette: palette === null ? null : resolvePalette(palette, input.labels.schema).palette }
      : { labelMap: preparedMap, palette: null };
  const labels = { labelSchema, sides, fit, ...chosenLabels(input.labels, labelSchema, sides) };
  const corners = input.contours.smoothing > 0 ? { corners: { landmarks, landmarkSchema } } : {};
  const contour = { ...map, alignment, ...labels, contours: input.contours, ...corners };
  return { rotate, contour, keys: [stepKey('rotate', rotate), stepKey('contour', contour)] };
}

function chosen({ rotate, contour, keys }: Plan, known: Map<string, unknown>): Pick<DecodeOutput, 'rotate' | 'contour'> {
  return {
    rotate: { input: rotate, remembered: withoutTime<RotateOutput>(known.get(keys[0])) },
    contour: { input: contour, remembered: withoutTime<ContourOutput>(known.get(keys[1])) },
  };
}

/** A remembered step takes no time in this run. */
function withoutTime<O extends { ms: number }>(output: unknown): O | null {
  return output === undefined ? null : ({ ...(output as O), ms: 0 } satisfies O);
}
