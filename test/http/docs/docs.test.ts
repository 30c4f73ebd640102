import { Registry } from 'prom-client';
import { describe, expect, it, afterAll, beforeAll } from 'vitest';
import { dependencies, serve, type TestApi } from '../support/api.ts';
import { problem } from '../support/calls.ts';
import { createFakeRuns } from '../support/runs.ts';
import type { SubmissionStore } from '../../../src/submissions/submission.ts';

let api: TestApi;
beforeAll(async () => {
  api = await serve({
    ...dependencies(),
    submissions: {} as Partial<SubmissionStore> as SubmissionStore,
    runs: createFakeRuns(),
    endedListener: { waitFor: async () => {} },
  });
});
afterAll(() => api.close());

describe('the documentation page', () => {
  it.each([
    '/docs/package.json',
    '/docs/index.html',
    '/docs/swagger-ui.js',
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/..%2fpackage.json',
    '/docs/swagger-ui.css%00',
    '/docs/swagger-ui.css.map',
  ])('gives out no other file: %s', async (path) => {
    expect((await problem(await fetch(api.url + path))).code).toBe('not_found');
  });

  it('loads from here alone whatever it loads', async () => {
    const page = await fetch(`${api.url}/docs`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    const html = await page.text();
    const addresses = [...html.matchAll(/<(?:link|script)[^>]+(?:href|src)="([^"]+)"/g)].map((match) => match[1]!);
    expect(addresses).toHaveLength(5);
    for (const address of addresses) {
      expect(address).toMatch(/^\/docs\//);
      const response = await fetch(api.url + address);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50);
      expect(response.headers.get('content-type')).toMatch(/^(text\/css|(text|application)\/javascript|image\/png)/);
    }
    expect(html).not.toMatch(/<script>|https?:/);
  });

  it('is where the root leads to, and begins with the guide', async () => {
    const root = await fetch(`${api.url}/`, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs']);
    expect(await (await fetch(`${api.url}/docs`)).text()).toContain('<a href="/docs/guide">');
    const guide = await fetch(`${api.url}/docs/guide`);
    expect(guide.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await guide.text();
    expect(html).toContain('<h1>Quick start</h1>');
    // What lies in the repository is named, not linked to.
    for (const [, href] of html.matchAll(/<a href="([^"]+)"/g)) expect(href).toMatch(/^(\/docs|https:|#)/);
  });

  it('shows locks where keys are set, and only there', async () => {
    expect(await (await fetch(`${api.url}/docs`)).text()).toContain('<body class="without-keys">');
    const access = { ...dependencies().access, tenantOf: () => null };
    const guarded = await serve({ ...api.deps, access, registry: new Registry() });
    try {
      const page = await fetch(`${guarded.url}/`);
      expect([page.status, new URL(page.url).pathname]).toEqual([200, '/docs']);
      expect(await page.text()).toContain('<body>');
    } finally {
      await guarded.close();
    }
  });
});
