import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { STEPS } from '../contract.ts';
import type { Service, StatusAnswer } from './service.ts';

const POLL_MS = 50;

/** Shows a bar through the steps until the submission ends; plain lines where the output is no terminal. */
export async function followProgress(service: Service, id: string): Promise<StatusAnswer> {
  const bar = process.stdout.isTTY ? startBar() : null;
  let shown = '';
  for (;;) {
    const answer = await service.status(id);
    const ended = !['pending', 'processing'].includes(answer.status);
    const label = ended ? answer.status : (answer.step ?? answer.status);
    bar?.update(answer.status === 'done' ? 1 : (answer.progress ?? 0), { label });
    if (!bar && label !== shown) process.stdout.write(`  ${label}\n`);
    shown = label;
    if (ended) {
      bar?.stop();
      return answer;
    }
    await sleep(POLL_MS);
  }
}

function startBar(): SingleBar {
  const width = Math.max(...[...STEPS, 'processing'].map((word) => word.length));
  const bar = new SingleBar(
    {
      format: ({ barCompleteString = '', barIncompleteString = '', barsize = 40 }, { progress }, { label }) => {
        const done = Math.round(progress * barsize);
        const drawn = barCompleteString.slice(0, done) + barIncompleteString.slice(0, barsize - done);
        return `  ${String(label).padEnd(width)} ${drawn} ${Math.round(progress * 100)} %`;
      },
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { label: 'pending' });
  return bar;
}
