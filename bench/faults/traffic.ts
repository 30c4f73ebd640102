import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../../src/cli/case.ts';
import { submitBody } from './submit-body.ts';

/** A client that does as the documentation says: what is not accepted is sent again. It goes from address to address. */
export interface Traffic {
  /** Sends each until it is accepted; ends early once told to. @returns ids of those accepted */
  submitAll(cases: readonly Case[], atOnce: number): Promise<string[]>;
  /** Resolves at the next submit that is not accepted. */
  refused(): Promise<void>;
  /** Asks for the submissions in turn, until told to stop. */
  poll(ids: () => readonly string[], signal: AbortSignal): Promise<void>;
  /** How often each answer came: `submit 202`, `status 503`, `submit no answer` ... */
  readonly answers: ReadonlyMap<string, number>;
  /** Answers that no client should ever get. */
  readonly wrong: readonly string[];
}

/** A person's patience: the service asks for five seconds. */
const LONGEST_PAUSE_MS = 500;
/** Beyond it an API is away, however slow the machine. */
const ANSWER_WITHIN_MS = 120_000;
const GIVE_UP_MS = 300_000;

export function createTraffic(apiUrls: readonly string[]): Traffic {
  const answers = new Map<string, number>();
  const wrong: string[] = [];
  let asked = 0;
  let noteRefusal = () => {};
  const nextUrl = () => apiUrls[asked++ % apiUrls.length]!;

  /** null where no answer came. */
  async function ask(name: 'submit' | 'status', path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown } | null> {
    const heard = (what: string | number) => answers.set(`${name} ${what}`, (answers.get(`${name} ${what}`) ?? 0) + 1);
    try {
      const response = await fetch(new URL(path, nextUrl()), { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const body: unknown = await response.json();
      heard(response.status);
      if (response.status === 503 && !response.headers.has('retry-after')) wrong.push(`${name} 503 without Retry-After`);
      if (response.status >= 500 && response.status !== 503) wrong.push(`${name} ${response.status} ${JSON.stringify(body)}`);
      return { status: response.status, body };
    } catch {
      heard('no answer');
      return null;
    }
  }

  async function submit(given: Case): Promise<string> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: submitBody(given) };
    for (const deadline = Date.now() + GIVE_UP_MS; Date.now() < deadline; await sleep(LONGEST_PAUSE_MS)) {
      const answer = await ask('submit', '/api/v1/frontal/crop/submit', init);
      if (answer?.status === 200 || answer?.status === 202) return (answer.body as { id: string }).id;
      noteRefusal();
      if (answer !== null && answer.status < 500) throw new Error(`a submit was refused: ${JSON.stringify(answer.body)}`);
    }
    throw new Error(`a submit was not accepted for long: ${JSON.stringify([...answers])}`);
  }

  return {
    answers,
    wrong,
    refused: () => new Promise((resolve) => (noteRefusal = resolve)),
    async submitAll(cases, atOnce) {
      const ids: string[] = [];
      const waiting = [...cases];
      const send = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) ids.push(await submit(next));
      };
      await Promise.all(Array.from({ length: atOnce }, send));
      return ids;
    },
    async poll(ids, signal) {
      for (let turn = 0; !signal.aborted; turn++) {
        const known = ids();
        if (known.length > 0) await ask('status', `/api/v1/frontal/crop/status/${known[turn % known.length]}`);
        await sleep(30, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
