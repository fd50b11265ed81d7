import { gzipSync } from 'node:zlib';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { loadSample } from '@/lib/sample/load';

const pages = [
  '/',
  '/compare',
  '/agents',
  '/agents/codex',
  '/regressions',
  '/changes',
  '/incidents',
  '/deployments',
  '/guardrails',
  '/trust',
  '/weekly',
];

/** JS and CSS of each page's first load, gzipped, until the network is quiet, and requests that leave the origin. */
export default async function pageWeightBench(): Promise<void> {
  await served(async (url, database) => {
    await loadSample(database, { until: '2026-06-30', scale: 0.2 });
    await inBrowser(async (browser) => {
      for (const path of pages) {
        const page = await (await browser.newContext()).newPage();
        let bytes = 0;
        const outside: string[] = [];
        page.on('request', (request) => {
          const target = new URL(request.url());
          if (target.protocol.startsWith('http') && target.origin !== url) {
            outside.push(request.url());
          }
        });
        const bodies: Promise<void>[] = [];
        page.on('response', (response) => {
          if (!/\.(js|css)(\?|$)/.test(new URL(response.url()).pathname)) return;
          bodies.push(
            response.body().then((body) => {
              bytes += gzipSync(body).length;
            }),
          );
        });
        await page.goto(url + path, { waitUntil: 'networkidle' });
        await Promise.all(bodies);
        console.log(
          `${path.padEnd(14)} ${(bytes / 1000).toFixed(0)} kB gzipped (bar: 350), ${outside.length} requests to other origins (bar: 0)`,
        );
      }
    });
  });
}
