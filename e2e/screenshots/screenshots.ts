import { fileURLToPath } from 'node:url';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { signUp } from '@/e2e/sign-up';
import { makeLink } from '@/lib/access/one-time-links';
import { loadSample } from '@/lib/sample/load';

const folder = fileURLToPath(new URL('./', import.meta.url));
const size = { width: 1440, height: 900 };
/** The sample’s last day: pictures of the same version are alike whenever they are taken. */
const until = '2026-06-30';
const person = { name: 'Ada Okafor', email: 'ada@example.org' };

/** Takes the pictures of the README anew: the sample data, as an administrator sees it. */
export async function takeScreenshots(): Promise<void> {
  await served(async (address, database) => {
    // By this name all clients send cookies that are for secure connections alone.
    const url = address.replace('127.0.0.1', 'localhost');
    await loadSample(database, { until });
    const link = { purpose: 'first', role: 'admin', madeBy: 'npm run screenshots' } as const;
    const key = await makeLink(database, link, new Date());
    const storageState = await signUp(key, person, url);
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
