import { pathTo } from '../contract/paths.ts';

/** Where a person can look at a submission's run. */
export interface TemporalUi {
  /** Without a trailing slash; null where no UI is known. */
  readonly url: string | null;
  readonly namespace: string;
}

export interface Links {
  status: string;
  /** There once the submission is done. */
  svg: string;
  /** The run in Temporal's own UI; left out where none is known. */
  temporal?: string;
}

export function linksOf(id: string, { url, namespace }: TemporalUi): Links {
  const own = { status: pathTo('status', { id }), svg: pathTo('svg', { id }) };
  return url === null ? own : { ...own, temporal: `${url}/namespaces/${encodeURIComponent(namespace)}/workflows/${id}` };
}
