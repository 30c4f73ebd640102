import { describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../src/content/digest.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, submit, submitted } from '../support/calls.ts';
import { complete, SVG } from '../support/result.ts';

const api = useApi();
const svgOf = (id: string, init: RequestInit = {}) => fetch(`${api().url}/api/v1/submissions/${id}/svg`, init);

const UNKNOWN = `${'a'.repeat(51)}q`;
const ETAG = `"${digestOf(SVG)}"`;

describe('the SVG of a submission', () => {
  it.each([UNKNOWN, UNKNOWN.toUpperCase(), 'a', '%00', '%E0%A4%A', '..%2F..%2Fetc%2Fpasswd', 'x'.repeat(5000)])(
    'is not there for %s',
    async (id) => {
      expect(await problem(await svgOf(id))).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it('is not there before the submission is done, and the answer says why', async () => {
    const id = await submitted(api().url, PLAIN);
    const { submissions } = api().database;
    const details = [(await problem(await svgOf(UNKNOWN))).detail];
    const pending = await svgOf(id, { headers: { 'if-none-match': '*' } });
    expect(pending.headers.get('cache-control')).toBe('no-store');
    expect(pending.headers.get('etag')).toBeNull();
    details.push((await problem(pending)).detail);
    await submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'cancelled', failure: null });
    details.push((await problem(await svgOf(id))).detail);
    api().runs.states.delete(id);
    await submitted(api().url, PLAIN);
    const failure = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };
    await submissions.recordEnd({ submissionId: id, runId: 'run-2', status: 'failed', failure });
    details.push((await problem(await svgOf(id))).detail);
    expect(details).toEqual([
      'There is no submission with this id.',
      'The submission has not ended yet; its result comes with its end.',
      'The submission was cancelled: there is no result.',
      'The submission failed: there is no result. Its status says why.',
    ]);
  });

  it('is where the submit answer says, as a file that can do nothing', async () => {
    const { id, links } = await json(await submit(api().url, PLAIN));
    await complete(api().database.steps, id);
    const response = await fetch(api().url + links.svg);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(SVG);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringMatching(/^image\/svg\+xml/),
      'content-length': String(SVG.length),
      'content-disposition': `inline; filename="${id}.svg"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: ETAG,
    });
  });

  it('is not sent to one who has it, nor loaded', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const loading = vi.spyOn(api().database.submissions, 'loadPiece');
    for (const header of [ETAG, `"other", ${ETAG}`, `W/${ETAG}`, '*']) {
      const response = await svgOf(id, { headers: { 'if-none-match': header } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(ETAG);
      expect(response.headers.get('cache-control')).toBe('private, no-cache');
      expect(await response.text()).toBe('');
    }
    expect(loading).not.toHaveBeenCalled();
    loading.mockRestore();
    expect((await svgOf(id, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('answers HEAD with the headers alone', async () => {
    const id = await submitted(api().url, PLAIN);
    expect((await svgOf(id, { method: 'HEAD' })).status).toBe(404);
    await complete(api().database.steps, id);
    const [head, get] = [await svgOf(id, { method: 'HEAD' }), await svgOf(id)];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const headers = (response: Response) =>
      Object.fromEntries([...response.headers].filter(([name]) => !['x-request-id', 'date', 'connection', 'keep-alive'].includes(name)));
    expect(headers(head)).toEqual(headers(get));
  });

  it('takes no other method', async () => {
    const response = await svgOf(UNKNOWN, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await problem(response)).toMatchObject({ status: 405 });
  });

  it('is gone with the submission, be it between the row and its bytes', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const { submissions, dataSource } = api().database;
    const { find } = submissions;
    const finding = vi.spyOn(submissions, 'find').mockImplementation(async (asked) => {
      const row = await find(asked);
      await dataSource.query('TRUNCATE artifact, step_output, submission CASCADE');
      return row;
    });
    const response = await svgOf(id);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await problem(response)).toMatchObject({ status: 410, code: 'gone' });
    finding.mockRestore();
  });

  it('is 503 while PostgreSQL is away', async () => {
    await api().database.dataSource.destroy();
    expect(await problem(await svgOf(UNKNOWN))).toMatchObject({ status: 503, code: 'unavailable' });
    await api().database.dataSource.initialize();
  });
});
