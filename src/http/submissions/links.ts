import type { TemporalUi } from '../dependencies.ts';

export interface Links {
  status: string;
  /** There once the submission is done. */
  svg: string;
  /** The run in Temporal's own UI; left out where none is known. */
  temporal?: string;
}

export const SUBMIT_PATH = '/api/v1/frontal/crop/submit';
export const STATUS_PATH = '/api/v1/frontal/crop/status/:id';
export const SVG_PATH = '/api/v1/submissions/:id/svg';

export function linksOf(id: string, { url, namespace }: TemporalUi): Links {
  const own = { status: STATUS_PATH.replace(':id', id), svg: SVG_PATH.replace(':id', id) };
  return url === null
    ? own
    : { ...own, temporal: `${url}/namespaces/${encodeURIComponent(namespace)}/workflows/${id}` };
}
