import { CHURN } from './fill.ts';
import type { Growth } from './measure.ts';

type Print = (line?: string) => void;

/** Markdown tables: what each operation takes against what is stored. */
export function printGrowth(measured: readonly Growth[], print: Print): void {
  print('\np50 / p95 in ms, pages of 8 KiB that were read\n');
  print(`| | ${measured.map(({ count }) => `${count}`).join(' | ')} |`);
  print(`| --- |${' ---: |'.repeat(measured.length)}`);
  const names = measured[0]!.operations.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    const cells = measured.map(({ operations }) => {
      const { p50Ms, p95Ms, pages } = operations[index]!;
      return `${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)}, ${pages}`;
    });
    print(`| ${name} | ${cells.join(' | ')} |`);
  }
  print(`| count pending, after ${CHURN} have come and gone: first and next, ms | ${measured.map(({ countedMs }) => countedMs.map((ms) => ms.toFixed(1)).join(' / ')).join(' | ')} |`);
  print(`| expired submissions erased a second | ${measured.map(({ expiredPerSecond }) => expiredPerSecond.toFixed(0)).join(' | ')} |`);
  const largest = measured.at(-1)!;
  print(`\nPlans at ${largest.count}\n`);
  for (const { name, ways } of largest.operations) print(`- ${name}: ${ways.join(', ')}`);
}

/** What a submission takes in each table, and to be written. */
export function printCost(measured: readonly Growth[], print: Print): void {
  const { count, sizes } = measured.at(-1)!;
  print(`\nBytes a submission at ${count}, artifacts of 32 bytes each\n`);
  print('| table | rows | row | indexes | index bytes |');
  print('| --- | ---: | ---: | ---: | ---: |');
  for (const { relation, rows, heap, indexes, indexCount } of sizes) {
    print(`| ${relation} | ${(rows / count).toFixed(1)} | ${(heap / count).toFixed(0)} | ${indexCount} | ${(indexes / count).toFixed(0)} |`);
  }
  const sum = (of: 'heap' | 'toast' | 'indexes') => sizes.reduce((all, size) => all + size[of], 0) / count;
  print(`| all | ${(sizes.reduce((all, { rows }) => all + rows, 0) / count).toFixed(1)} | ${sum('heap').toFixed(0)} | | ${sum('indexes').toFixed(0)} |`);
  for (const { count: stored, written: each } of measured) {
    print(`\nwritten for one more at ${stored}: ${(each.walBytes / 1024).toFixed(0)} KiB of WAL, ${each.transactions.toFixed(1)} transactions, ${each.updates.toFixed(1)} updates of its row, ${each.hotUpdates.toFixed(1)} of them HOT`);
  }
}
