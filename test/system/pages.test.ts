import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serviceAt, type SubmitAnswer } from '../support/raw-service.ts';
import { freePort } from '../../src/embedded/port.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { openPage, startBrowser } from '../support/browser.ts';
import { startProcess } from '../support/service.ts';
import { bodyOf, ended } from '../support/system.ts';
import { temporalBinary } from '../support/temporal-binary.ts';

/** Everything on one machine, as `npm start` brings it up, seen through a browser. */
const stops: (() => Promise<unknown>)[] = [];
let url: string;
let submitted: SubmitAnswer;
let browser: Browser;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontal-pages-'));
  stops.push(() => rm(dataDir, { recursive: true, force: true }));
  const port = String(await freePort());
  const main = startProcess('main', {
    PORT: port,
    TEMPORAL_PORT: String(await freePort()),
    TEMPORAL_UI_PORT: String(await freePort()),
    POSTGRES_PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    TEMPORAL_UI_URL: '',
    // So that a folder of its own does not mean a download of its own.
    PATH: [dirname(await temporalBinary()), process.env['PATH'] ?? ''].join(delimiter),
  });
  stops.push(() => main.stop());
  await main.says(/^ {2}Temporal UI /m);
  url = `http://127.0.0.1:${port}`;
  const service = serviceAt(url);
  submitted = await service.submit(await bodyOf('astronaut'));
  await ended(service, submitted.id);
  browser = await startBrowser();
  stops.push(() => browser.close());
});

afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

test('the documentation shows every operation, from this machine alone and without an error', async () => {
  const { page, foreignRequests, errors } = await openPage(browser, `${url}/docs`);
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Record<'paths' | 'webhooks', Record<string, object>>;
  const operations = Object.entries({ ...document.paths, ...document.webhooks }).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const shown = page.locator('.opblock-summary');
  await expect.poll(() => shown.count()).toBe(operations.length);
  const texts = await shown.evaluateAll((summaries) =>
    summaries.map((summary) => {
      const text = (part: string) => summary.querySelector(part)?.textContent ?? '';
      return `${text('.opblock-summary-method')} ${text('.opblock-summary-path').replaceAll('\u200b', '')}`;
    }),
  );
  expect(texts.toSorted()).toEqual(operations.toSorted());

  await page.getByText('/api/v1/frontal/crop/submit').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.live-responses-table .response-col_status').filter({ hasText: /^20[02]/ }).waitFor();

  expect(errors).toEqual([]);
  expect(foreignRequests).toEqual([]);
});

test.each([1440, 400])('at a width of %i pixels both forms are within the page, and answer as they stand', async (width) => {
  const { page, errors } = await openPage(browser, `${url}/`);
  await page.setViewportSize({ width, height: 900 });
  const submit = page.locator('#operations-Submissions-submit');
  await submit.locator('.opblock-summary').click();
  await submit.getByRole('button', { name: 'Try it out' }).click();
  await submit.locator('.opblock-section-request-body select').first().selectOption('multipart/form-data');
  const files = submit.locator('input[type=file]');
  for (const [index, name] of ['portrait.png', 'map.png', 'landmarks.json'].entries()) {
    await files.nth(index).setInputFiles(join('fixtures/synth-plain', name));
  }
  const widths = await submit.locator('input, select, textarea, button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  expect(Math.max(...widths)).toBeLessThanOrEqual(width);
  // `options` is empty, and sent.
  await submit.getByRole('button', { name: 'Execute' }).click();
  await submit.locator('.live-responses-table .response-col_status').filter({ hasText: /^20[02]/ }).waitFor();

  const status = page.locator('#operations-Submissions-status');
  await status.locator('.opblock-summary').click();
  await status.getByRole('button', { name: 'Try it out' }).click();
  expect(await status.locator('input[placeholder=id]').inputValue()).toBe('');
  expect(await page.locator('.authorization__btn:visible').count()).toBe(0);
  expect(errors).toEqual([]);
});

test("the link of a submission leads to its run in Temporal's UI, which tells its story", async () => {
  const { page, foreignRequests } = await openPage(browser, submitted.links.temporal!);
  for (const text of [
    'Read portrait, label map and landmarks; decide the alignment',
    /Turn the portrait upright \(roll 3\.\d degrees\)/,
    'Trace every border once, simplify, certify',
    /Draw 10 regions, \d+ points/,
    'processSubmission',
  ]) {
    await page.getByText(text).first().waitFor();
  }
  await page.getByText(submitted.id).first().waitFor();
  expect(await entropyOfPicture(page, 'temporal-run')).toBeGreaterThan(BLANK);
  expect(foreignRequests).toEqual([]);
});

test.each([
  ['workflows', 'processSubmission'],
  ['schedules', HOUSEKEEPING_ID],
])("Temporal's UI lists %s", async (list, listed) => {
  const { page, foreignRequests } = await openPage(browser, submitted.links.temporal!.replace(/workflows\/.*$/, list));
  await page.getByText(listed).first().waitFor();
  expect(await entropyOfPicture(page, `temporal-${list}`)).toBeGreaterThan(BLANK);
  expect(foreignRequests).toEqual([]);
});

test('a page with nothing on it would be seen', async () => {
  const { page } = await openPage(browser, 'about:blank');
  expect(await entropyOfPicture(page, 'blank')).toBeLessThan(BLANK);
});

/** Bits a pixel that a picture's histogram takes. */
const BLANK = 0.1;

/** Keeps a picture of the page in out/, to be looked at. */
async function entropyOfPicture(page: Page, name: string): Promise<number> {
  await page.setViewportSize({ width: 1400, height: 1400 });
  return (await sharp(await page.screenshot({ path: `out/pages/${name}.png` })).stats()).entropy;
}
