import { fileURLToPath } from 'node:url';
import { signInAdministrator } from '@/e2e/bench/administrator';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { loadSample } from '@/lib/sample/load';

const folder = fileURLToPath(new URL('./', import.meta.url));
const size = { width: 1440, height: 900 };
/** The sample’s last day: pictures of the same version are alike whenever they are taken. */
const until = '2026-06-30';

/** Takes the pictures of the README anew: the sample data, as an administrator sees it. */
export async function takeScreenshots(): Promise<void> {
  await served(async (address, database) => {
    await loadSample(database, { until });
    const { url, storageState } = await signInAdministrator(database, address);
    await inBrowser(async (browser) => {
      const seen = { viewport: size, colorScheme: 'light', baseURL: url } as const;
      const context = await browser.newContext({ ...seen, storageState });
      const answer = await context.request.get(
        '/api/v1/regressions?kind=incident&authorship=agent&limit=1',
      );
      const { rows } = await answer.json();
      const pages = {
        overview: '/',
        regression: `/regressions/${rows[0].id}`,
        comparison: '/compare',
      };
      for (const [name, path] of Object.entries(pages)) {
        const page = await context.newPage();
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.screenshot({ path: `${folder}${name}.png` });
        console.log(`e2e/screenshots/${name}.png`);
        await page.close();
      }
    });
  }, {});
}
