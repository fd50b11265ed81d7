import AxeBuilder from '@axe-core/playwright';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { loadSample } from '@/lib/sample/load';

/** Violations that axe finds on every page, light and dark, wide and narrow. */
export default async function accessibilityBench(): Promise<void> {
  await served(async (url, database) => {
    await loadSample(database, { until: '2026-06-30', scale: 0.2 });
    const pages = [
      '/',
      '/regressions',
      '/changes',
      '/welcome',
      '/settings/rules',
      '/settings/regressions',
      '/settings/audit',
      '/nowhere',
    ];
    pages.push(await firstRow(`${url}/api/v1/regressions`, '/regressions/'));
    pages.push(await firstRow(`${url}/api/v1/changes`, '/changes/'));
    let violations = 0;
    await inBrowser(async (browser) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1440, 390]) {
          const context = await browser.newContext({
            colorScheme,
            viewport: { width, height: 900 },
          });
          const page = await context.newPage();
          for (const path of pages) {
            await page.goto(url + path, { waitUntil: 'networkidle' });
            const found = (await new AxeBuilder({ page }).analyze()).violations;
            violations += found.length;
            for (const { id, help } of found) {
              console.log(`${path}, ${colorScheme}, ${width} px: ${id}: ${help}`);
            }
          }
        }
      }
    });
    console.log(
      `${violations} violations on ${pages.length} pages, light and dark, at 1440 and 390 px (bar: 0)`,
    );
  });
}

async function firstRow(api: string, under: string): Promise<string> {
  const { rows } = await (await fetch(`${api}?limit=1`)).json();
  return under + rows[0].id;
}
