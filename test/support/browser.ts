import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { HANG_MS } from './hang.ts';

/** A page, and what it did that nobody sees on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses outside of this machine that it asked for. */
  readonly foreignRequests: string[];
  /** Errors of its console and its scripts. */
  readonly errors: string[];
}

export async function startBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true, timeout: HANG_MS });
}

/** Opens an address; requests that would leave this machine are refused and kept. */
export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(HANG_MS);
  const foreignRequests: string[] = [];
  const errors: string[] = [];
  await page.route(
    ({ protocol, hostname }) => /^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1',
    async (route) => {
      foreignRequests.push(route.request().url());
      await route.abort();
    },
  );
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, foreignRequests, errors };
}
