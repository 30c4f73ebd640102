import { parser } from '@prometheus-io/lezer-promql';

export interface Usage {
  /** Metric names, each with the labels that its selector matches. */
  readonly metrics: readonly { readonly name: string; readonly labels: readonly string[] }[];
  /** Labels that something is grouped by. */
  readonly grouping: readonly string[];
}

/** What an expression refers to. @throws Error if it is no PromQL */
export function usageOf(expression: string): Usage {
  const metrics: { name: string; labels: string[] }[] = [];
  const grouping: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to, node }) {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      if (type.name === 'VectorSelector') metrics.push({ name: '', labels: [] });
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.at(-1)!.name = text;
      if (type.name === 'LabelName') {
        if (node.parent?.name === 'GroupingLabels') grouping.push(text);
        else metrics.at(-1)!.labels.push(text);
      }
    },
  });
  return { metrics, grouping };
}
