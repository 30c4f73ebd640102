/** The routes of the service, with `{id}` for a submission's id, as its document writes them. */
export const PATHS = {
  submit: '/api/v1/frontal/crop/submit',
  status: '/api/v1/frontal/crop/status/{id}',
  list: '/api/v1/submissions',
  submission: '/api/v1/submissions/{id}',
  artifact: '/api/v1/submissions/{id}/{kind}',
  drawings: '/api/v1/submissions/{id}/drawings',
  deliveries: '/api/v1/submissions/{id}/deliveries',
  cancel: '/api/v1/submissions/{id}/cancel',
  events: '/api/v1/submissions/{id}/events',
  validate: '/api/v1/validate',
  live: '/health/live',
  ready: '/health/ready',
} as const;

export type PathName = keyof typeof PATHS;

export function pathTo(name: PathName, values: Readonly<Record<string, string>> = {}): string {
  return PATHS[name].replace(/\{(\w+)\}/g, (_whole, key: string) => encodeURIComponent(values[key] ?? ''));
}
