import { expect, type Page } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { inBrowser } from '@/e2e/bench/browser';
import { quantile } from '@/e2e/bench/requests';
import { served } from '@/e2e/bench/served';
import { loadSyntheticChanges } from '@/e2e/bench/synthetic-changes';
import { findFreePort } from '@/lib/db/free-port';

const pages = [
  '/',
  '/compare',
  '/weekly',
  '/agents',
  '/agents/codex',
  '/repositories',
  '/repositories/bench/repository-3',
  '/teams',
  '/areas',
  '/regressions',
  '/changes',
  '/incidents',
  '/deployments',
  '/guardrails',
  '/trust',
];
const loads = 20;

/** Lighthouse for desktops without a slowed processor, and from a filter's change to its chart. */
export default async function lighthouseBench([count = '1000000']: string[]): Promise<void> {
  await served(async (url, database) => {
    console.log(`loading ${Number(count).toLocaleString('en')} changes …`);
    await loadSyntheticChanges(database, Number(count));
    const port = await findFreePort();
    await inBrowser(
      async (browser) => {
        for (const path of pages) {
          // What a server that has just been started reads and compiles once is not what a page takes.
          await fetch(url + path);
          console.log(await audited(url + path, port));
        }
        await filtered(await (await browser.newContext()).newPage(), url);
      },
      [`--remote-debugging-port=${port}`],
    );
  });
}

async function audited(url: string, port: number): Promise<string> {
  const onlyCategories = ['performance', 'accessibility', 'best-practices'];
  const told = await lighthouse(url, { port, onlyCategories, logLevel: 'error' }, desktopConfig);
  const { categories = {}, audits = {} } = told?.lhr ?? {};
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const failed = Object.values(categories)
    .filter(({ id }) => id !== 'performance')
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
    .flatMap(({ id }) => (audits[id]?.score === 0 ? [id] : []));
  return [
    new URL(url).pathname.padEnd(34),
    `performance ${score('performance')} (bar: 95)`,
    `accessibility ${score('accessibility')} (100)`,
    `best practices ${score('best-practices')} (100)`,
    `LCP ${(value('largest-contentful-paint') / 1_000).toFixed(2)} s (1.2)`,
    `speed index ${(value('speed-index') / 1_000).toFixed(2)} s`,
    `blocked ${value('total-blocking-time').toFixed(0)} ms`,
    `CLS ${value('cumulative-layout-shift').toFixed(3)} (0.02)`,
    ...failed,
  ].join(', ');
}

/**
 * How long the overview takes from another window being chosen to the chart drawn of its answer: once it has come to
 * rest, and in haste, while what the window before asked for is still coming.
 */
async function filtered(page: Page, url: string): Promise<void> {
  const took: Record<'at rest' | 'in haste', number[]> = { 'at rest': [], 'in haste': [] };
  for (let load = 0; load < loads; load += 1) {
    // A page that is loaded anew has no answer yet but those that it was served with.
    await page.goto(url, { waitUntil: 'networkidle' });
    for (const days of [7, 14, 60, 90]) {
      await page.getByRole('button', { name: /^Within/ }).click();
      await page.getByRole('radio', { name: `${days} days`, exact: true }).waitFor();
      const isAtRest = load % 2 === 0;
      if (isAtRest) await expect(page.locator('[data-stale=true]')).toHaveCount(0);
      took[isAtRest ? 'at rest' : 'in haste'].push(await timeToChart(page, `${days} days`));
      await page.keyboard.press('Escape');
    }
  }
  for (const [how, times] of Object.entries(took)) {
    times.sort((a, b) => a - b);
    console.log(
      `filter change to chart, ${how}: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms (bar: 300)`,
    );
  }
}

/** Chooses in the page itself, so that no time passes between the test and the browser. */
function timeToChart(page: Page, label: string): Promise<number> {
  return page.evaluate(async (name) => {
    const radio = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
      ({ labels }) => labels?.[0]?.textContent === name,
    );
    const heading = [...document.querySelectorAll('h2')].find(({ textContent }) =>
      textContent.startsWith('Changes that regress within'),
    );
    const startedAt = performance.now();
    radio?.click();
    // The heading says the window of the chart, and is drawn with it.
    while (heading?.textContent !== `Changes that regress within ${name}`) {
      await new Promise(requestAnimationFrame);
    }
    const section = heading.closest('section');
    while (section?.querySelector('[data-stale=true]')) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, label);
}
