/** Every route of a submission, with `{id}` for its id: the one table that the service, its document and its client read. */
export const PATHS = {
  submit: '/api/v1/frontal/crop/submit',
  status: '/api/v1/frontal/crop/status/{id}',
  validate: '/api/v1/validate',
  list: '/api/v1/submissions',
  submission: '/api/v1/submissions/{id}',
  cancel: '/api/v1/submissions/{id}/cancel',
  deliveries: '/api/v1/submissions/{id}/deliveries',
  drawings: '/api/v1/submissions/{id}/drawings',
  events: '/api/v1/submissions/{id}/events',
  svg: '/api/v1/submissions/{id}/svg',
  portrait: '/api/v1/submissions/{id}/portrait',
  png: '/api/v1/submissions/{id}/png',
  'label-map': '/api/v1/submissions/{id}/label-map',
  landmarks: '/api/v1/submissions/{id}/landmarks',
  geojson: '/api/v1/submissions/{id}/geojson',
  topojson: '/api/v1/submissions/{id}/topojson',
  coco: '/api/v1/submissions/{id}/coco',
  labelme: '/api/v1/submissions/{id}/labelme',
  cvat: '/api/v1/submissions/{id}/cvat',
  live: '/health/live',
  ready: '/health/ready',
} as const;

export type PathName = keyof typeof PATHS;

/** The path with its parameters filled in. */
export function pathTo(name: PathName, values: Readonly<Record<string, string>> = {}): string {
  return PATHS[name].replace(/\{(\w+)\}/g, (_whole, key: string) => encodeURIComponent(values[key] ?? ''));
}

/** The path as a router takes it. */
export function routeOf(name: PathName): string {
  return PATHS[name].replace(/\{(\w+)\}/g, ':$1');
}
