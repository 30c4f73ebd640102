import { hasEnded, type Client, type DoneAnswer, type StatusAnswer } from '../client/index.ts';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import { NO_PROGRESS, startProgress } from './progress.ts';
import type { OutputOptions } from './service-options.ts';
import type { Terminal } from './terminal.ts';

/** Waits for the end of a submission and shows how far it is. @throws FrontalTimeout, and what the client throws */
export async function followToEnd(
  client: Client,
  id: string,
  terminal: Terminal,
  { json, quiet, timeout }: OutputOptions & { readonly timeout?: number },
): Promise<StatusAnswer> {
  const progress = json || quiet ? NO_PROGRESS : startProgress(terminal.stderr);
  try {
    const answer = await client.waitFor(id, {
      signal: terminal.signal,
      ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
      ...(progress !== NO_PROGRESS && { onProgress: progress.show }),
    });
    progress.show(answer);
    return answer;
  } finally {
    progress.stop();
  }
}

/** @throws Complaint where the submission has ended otherwise, or not at all */
export function requireDone(answer: StatusAnswer): DoneAnswer {
  if (answer.status === 'done') return answer;
  throw new Complaint(EXIT.failed, describeEnd(answer));
}

export function describeEnd(answer: StatusAnswer): string {
  if (!hasEnded(answer)) return `submission ${answer.id} has not ended: it is ${answer.status}`;
  if (answer.status !== 'failed') return `submission ${answer.id} was ${answer.status}`;
  const { code, detail, step } = answer.error;
  return `submission ${answer.id} failed${step ? ` at ${step}` : ''}: ${detail} (${code})`;
}
