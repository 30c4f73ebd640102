import type { TemporalUi } from '../dependencies.ts';

export interface Links {
  status: string;
  /** The run in Temporal's own UI; left out where none is known. */
  temporal?: string;
}

export const SUBMIT_PATH = '/api/v1/frontal/crop/submit';
export const STATUS_PATH = '/api/v1/frontal/crop/status/:id';

export function statusPath(id: string): string {
  return STATUS_PATH.replace(':id', id);
}

export function linksOf(id: string, { url, namespace }: TemporalUi): Links {
  const status = statusPath(id);
  return url === null
    ? { status }
    : { status, temporal: `${url}/namespaces/${encodeURIComponent(namespace)}/workflows/${id}` };
}
