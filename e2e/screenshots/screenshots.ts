import { fileURLToPath } from 'node:url';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { loadSample } from '@/lib/sample/load';

const folder = fileURLToPath(new URL('./', import.meta.url));
const size = { width: 1440, height: 900 };
/** The sample’s last day: pictures of the same version are alike whenever they are taken. */
const until = '2026-06-30';

/** Takes the pictures of the README anew, of the sample data. */
export async function takeScreenshots(): Promise<void> {
  await served(async (url, database) => {
    await loadSample(database, { until });
    const answer = await fetch(`${url}/api/v1/regressions?kind=incident&limit=1`);
    const { rows } = await answer.json();
    const pages = {
      overview: '/',
      regression: `/regressions/${rows[0].id}`,
      comparison: '/compare',
    };
    await inBrowser(async (browser) => {
      for (const [name, path] of Object.entries(pages)) {
        const context = await browser.newContext({ viewport: size, colorScheme: 'light' });
        const page = await context.newPage();
        await page.goto(url + path, { waitUntil: 'networkidle' });
        await page.screenshot({ path: `${folder}${name}.png` });
        console.log(`e2e/screenshots/${name}.png`);
        await context.close();
      }
    });
  });
}
