import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../../src/cli/case.ts';
import type { Failure } from '../../src/contract/failure.ts';
import type { Status, Step } from '../../src/contract/run.ts';
import type { ResultDocument } from '../../src/contract/result.ts';
import { HANG_MS } from './hang.ts';

export interface SubmitAnswer {
  readonly id: string;
  readonly status: Status;
  readonly links: { readonly status: string; readonly temporal?: string };
}

/** The fields of a status answer that tests read. */
export interface StatusAnswer extends Partial<ResultDocument> {
  readonly id: string;
  readonly status: Status;
  readonly step?: Step | null;
  readonly progress?: number;
  readonly svg?: string;
  readonly error?: Failure;
  readonly timings_ms?: Record<Step | 'total', number>;
}

/**
 * The two original routes of a running service, with bodies as they are sent. Asked to come back, it does: a machine that is
 * busy with other tests may keep a server from answering in time. @throws Error with the problem's detail on any other refusal
 */
export function serviceAt(baseUrl: string) {
  const call = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await patiently(() => fetch(new URL(path, baseUrl), init));
    const body = (await response.json()) as T & { detail?: string };
    if (!response.ok) throw new Error(`${response.status}: ${body.detail ?? 'no detail'}`);
    return body;
  };
  return {
    submit: (body: string, headers: Record<string, string> = {}) =>
      call<SubmitAnswer>('/api/v1/frontal/crop/submit', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    status: (id: string, headers: Record<string, string> = {}) =>
      call<StatusAnswer>(`/api/v1/frontal/crop/status/${id}`, { headers }),
    isReady: async () => {
      const response = await fetch(new URL('/health/ready', baseUrl)).catch(() => null);
      await response?.body?.cancel();
      return response?.status === 200;
    },
  };
}

async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (const deadline = Date.now() + HANG_MS; ; await sleep(500)) {
    const response = await ask();
    if (response.status !== 503 || Date.now() > deadline) return response;
    await response.body?.cancel();
  }
}

export type Service = ReturnType<typeof serviceAt>;

/** The JSON body of a submit request. */
export function submitBody({ portrait, labelMap, landmarks }: Case, options?: object): string {
  return JSON.stringify({
    image: portrait.toString('base64'),
    segmentation_map: labelMap.toString('base64'),
    landmarks,
    ...(options && { options }),
  });
}
