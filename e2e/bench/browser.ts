import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '@/lib/cli/browser';

/** The browser that the tests use too, for as long as the work takes. */
export async function inBrowser(
  work: (browser: Browser) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  const found = findBrowser();
  const browser = await chromium.launch({
    // Chromium's own sandbox does not work for root.
    args: [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    ...(found ? { executablePath: found.path } : {}),
  });
  await work(browser).finally(() => browser.close());
}
