import { Presets, SingleBar } from 'cli-progress';
import { hasEnded, type StatusAnswer } from '../client/index.ts';
import { PHASES, STEPS } from '../contract/run.ts';
import { print, type Output } from './terminal.ts';

export interface Progress {
  show(answer: StatusAnswer): void;
  /** To be called in any case: the cursor is hidden meanwhile. */
  stop(): void;
}

/** A bar through the steps; a plain line for each where the output is no terminal. */
export function startProgress(output: Output): Progress {
  const bar = output.isTTY ? startBar(output) : null;
  let shown = '';
  return {
    show(answer) {
      const label = labelOf(answer);
      bar?.update(answer.status === 'done' ? 1 : 'progress' in answer ? answer.progress : 0, { label });
      if (!bar && label !== shown) print(output, `  ${label}`);
      shown = label;
    },
    stop: () => bar?.stop(),
  };
}

export const NO_PROGRESS: Progress = { show() {}, stop() {} };

function labelOf(answer: StatusAnswer): string {
  return hasEnded(answer) || !('step' in answer) ? answer.status : (answer.step ?? answer.phase);
}

function startBar(output: Output): SingleBar {
  const width = Math.max(...[...STEPS, ...PHASES].map((word) => word.length));
  const bar = new SingleBar(
    {
      format: ({ barCompleteString = '', barIncompleteString = '', barsize = 40 }, { progress }, { label }) => {
        const done = Math.round(progress * barsize);
        const drawn = barCompleteString.slice(0, done) + barIncompleteString.slice(0, barsize - done);
        return `  ${String(label).padEnd(width)} ${drawn} ${Math.round(progress * 100)} %`;
      },
      hideCursor: true,
      clearOnComplete: false,
      stream: output as NodeJS.WritableStream,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { label: 'queued' });
  return bar;
}
