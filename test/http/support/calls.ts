import { expect } from 'vitest';
import type { Problem } from '../../../src/http/problem.ts';

export const SUBMIT = '/api/v1/frontal/crop/submit';
export const STATUS = '/api/v1/frontal/crop/status';

export function submit(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return sendRaw(url, JSON.stringify(body), headers);
}

export function sendRaw(url: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + SUBMIT, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

export async function submitted(url: string, body: unknown): Promise<string> {
  const response = await submit(url, body);
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
}

export function status(url: string, id: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}${STATUS}/${id}`, { headers });
}

/** The body of an answer as loose JSON. */
export async function json(response: Response): Promise<Record<string, any>> {
  return (await response.json()) as Record<string, any>;
}

/** The problem that an answer is; fails where it is none. */
export async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = (await response.json()) as Problem;
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`urn:problem-type:frontal:${body.code}`);
  return body;
}

export const SUBMISSIONS = '/api/v1/submissions';

/** A body that differs from others by the label it leaves out, and so has an id of its own. */
export function without(body: Record<string, unknown>, label: number): Record<string, unknown> {
  return { ...body, options: { labels: { exclude: [label] } } };
}

/** Method and path of whatever can be asked of one submission without a body. */
export function routesOf(id: string): [method: string, path: string][] {
  const parts = ['svg', 'portrait', 'png', 'label-map', 'geojson', 'topojson', 'coco', 'labelme', 'cvat', 'events', 'deliveries'];
  return [
    ['GET', `/api/v1/frontal/crop/status/${id}`],
    ['DELETE', `${SUBMISSIONS}/${id}`],
    ['POST', `${SUBMISSIONS}/${id}/cancel`],
    ...parts.map((one): [string, string] => ['GET', `${SUBMISSIONS}/${id}/${one}`]),
  ];
}
