import type { ListAnswer, ListedSubmission } from './answers.ts';
import { pathTo } from '../contract/paths.ts';
import { jsonOf, type Send } from './send.ts';

export interface ListQuery {
  /** `pending` covers all that has not ended. */
  readonly status?: ListedSubmission['status'] | undefined;
  /** How many one request brings, 100 at most; 20 where it is left out. */
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Newest first; each page is asked for when it is come to. */
export async function* listSubmissions(send: Send, { status, pageSize, signal }: ListQuery): AsyncGenerator<ListedSubmission> {
  let cursor: string | undefined;
  do {
    const response = await send({ path: pathTo('list'), query: { status, limit: pageSize, cursor }, signal });
    const page = await jsonOf<ListAnswer>(response, signal);
    yield* page.submissions;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
