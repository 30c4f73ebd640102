import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

/** What a target told at one moment, in the text format. */
export interface Scraped {
  readonly atSeconds: number;
  readonly text: string;
}

type Labels = Readonly<Record<string, string>>;
interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/**
 * What an expression is at the moment of the last scrape, as far as alerts on counters go: `increase` (of what was told,
 * not extended to the edges of its range), `sum`, `sum by`, and comparisons with a number, which keep the samples that hold.
 *
 * @throws Error for any other expression
 */
export function evaluate(expression: string, scrapes: readonly Scraped[]): Sample[] {
  const root = parser.parse(expression).topNode.firstChild;
  const now = scrapes.at(-1)?.atSeconds ?? 0;
  return valueOf(root);

  function valueOf(node: SyntaxNode | null): Sample[] {
    switch (node?.name) {
      case 'BinaryExpr':
        return compared(node);
      case 'AggregateExpr':
        return summed(node);
      case 'FunctionCall':
        if (textOf(node.getChild('FunctionIdentifier')) === 'increase') return increased(node.getChild('FunctionCallBody')?.getChild('MatrixSelector'));
        break;
      default:
    }
    throw new Error(`${node?.name} is not evaluated here: ${expression}`);
  }

  function compared(node: SyntaxNode): Sample[] {
    const [left, right] = [node.firstChild, node.lastChild];
    const bound = Number(textOf(right));
    const holds: Record<string, (value: number) => boolean> = { '==': (value) => value === bound, '>': (value) => value > bound };
    const operator = holds[expression.slice(left!.to, right!.from).trim()];
    if (operator === undefined || Number.isNaN(bound)) throw new Error(`not compared here: ${expression}`);
    return valueOf(left).filter(({ value }) => operator(value));
  }

  function summed(node: SyntaxNode): Sample[] {
    if (textOf(node.getChild('AggregateOp')) !== 'sum') throw new Error(`not aggregated here: ${expression}`);
    const by = node.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName').map(textOf) ?? [];
    const sums = new Map<string, Sample>();
    for (const { labels, value } of valueOf(node.getChild('FunctionCallBody')?.firstChild ?? null)) {
      const kept = Object.fromEntries(by.map((label) => [label, labels[label] ?? '']));
      const key = JSON.stringify(kept);
      sums.set(key, { labels: kept, value: (sums.get(key)?.value ?? 0) + value });
    }
    return [...sums.values()];
  }

  function increased(matrix: SyntaxNode | null | undefined): Sample[] {
    const [, name = '', matchers = '', minutes = ''] = /^(\w+)(?:\{(.*)\})?\[(\d+)m\]$/.exec(textOf(matrix)) ?? [];
    if (name === '') throw new Error(`not selected here: ${expression}`);
    const wanted = [...matchers.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
    const first = new Map<string, number>();
    const last = new Map<string, Sample>();
    for (const { atSeconds, text } of scrapes) {
      if (atSeconds <= now - Number(minutes) * 60) continue;
      for (const { labels, value } of samplesOf(text, name)) {
        if (wanted.some(([label, given]) => labels[label] !== given)) continue;
        const key = JSON.stringify(labels);
        if (!first.has(key)) first.set(key, value);
        last.set(key, { labels, value });
      }
    }
    return [...last].map(([key, { labels, value }]) => ({ labels, value: value - first.get(key)! }));
  }

  function textOf(node: SyntaxNode | null | undefined): string {
    return node ? expression.slice(node.from, node.to) : '';
  }
}

function samplesOf(text: string, name: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, sample, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (sample !== name) return [];
    return [{ labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, given]) => [label, given])), value: Number(value) }];
  });
}
