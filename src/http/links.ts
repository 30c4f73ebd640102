import type { TemporalUi } from './dependencies.ts';

export interface Links {
  status: string;
  /** There once the submission is done. */
  svg: string;
  /** The run in Temporal's own UI; left out where none is known. */
  temporal?: string;
}

export const DELIVERIES_PATH = '/api/v1/submissions/:id/deliveries';
export const SUBMIT_PATH = '/api/v1/frontal/crop/submit';
export const STATUS_PATH = '/api/v1/frontal/crop/status/:id';
export const VALIDATE_PATH = '/api/v1/validate';
export const LIST_PATH = '/api/v1/submissions';
export const SUBMISSION_PATH = '/api/v1/submissions/:id';
export const DRAWINGS_PATH = `${SUBMISSION_PATH}/drawings`;
export const CANCEL_PATH = `${SUBMISSION_PATH}/cancel`;
export const EVENTS_PATH = `${SUBMISSION_PATH}/events`;

export const ARTIFACT_PATHS = {
  svg: `${SUBMISSION_PATH}/svg`,
  portrait: `${SUBMISSION_PATH}/portrait`,
  png: `${SUBMISSION_PATH}/png`,
  labelMap: `${SUBMISSION_PATH}/label-map`,
  landmarks: `${SUBMISSION_PATH}/landmarks`,
  geojson: `${SUBMISSION_PATH}/geojson`,
  topojson: `${SUBMISSION_PATH}/topojson`,
  coco: `${SUBMISSION_PATH}/coco`,
  labelme: `${SUBMISSION_PATH}/labelme`,
} as const;

export function linksOf(id: string, { url, namespace }: TemporalUi): Links {
  const own = { status: STATUS_PATH.replace(':id', id), svg: ARTIFACT_PATHS.svg.replace(':id', id) };
  return url === null
    ? own
    : { ...own, temporal: `${url}/namespaces/${encodeURIComponent(namespace)}/workflows/${id}` };
}
