import { gzipSync } from 'node:zlib';
import type { APIRequestContext, BrowserContext } from '@playwright/test';
import { signInAdministrator } from '@/e2e/bench/administrator';
import { inBrowser } from '@/e2e/bench/browser';
import { served } from '@/e2e/bench/served';
import { rules } from '@/lib/access/roles';
import { loadSample } from '@/lib/sample/load';

/** The pages of one thing, with the address of one that there is; by its list where ids are its own. */
const addresses: Record<string, string> = {
  '/agents/[...id]': '/agents/codex',
  '/areas/[...id]': '/areas/cart',
  '/repositories/[...id]': '/repositories/sample/checkout',
  '/changes/[...id]': 'first of /changes',
  '/deployments/[...id]': 'first of /deployments',
  '/incidents/[...id]': 'first of /incidents',
  '/regressions/[...id]': 'first of /regressions',
};

/**
 * JS and CSS of each page's first load as an administrator, gzipped, until the network is quiet, and requests
 * that leave the origin.
 */
export default async function pageWeightBench(): Promise<void> {
  await served(async (address, database) => {
    await loadSample(database, { until: '2026-06-30', scale: 0.2 });
    const { url, storageState } = await signInAdministrator(database, address);
    await inBrowser(async (browser) => {
      const administrator = await browser.newContext({ baseURL: url, storageState });
      const known: Record<string, string> = {
        ...addresses,
        '/guardrails/[id]': await addGuardrail(administrator.request),
      };
      for (const [place, rule] of Object.entries(rules)) {
        if (!place.startsWith('PAGE ')) continue;
        const isOpen = 'open' in rule && rule.open === 'anyone';
        const context = await browser.newContext({
          baseURL: url,
          ...(isOpen ? {} : { storageState }),
        });
        const page = place.slice('PAGE '.length);
        const path = await addressOf(context, known[page] ?? page);
        if (path === undefined) continue;
        console.log(`${path.padEnd(44)} ${await weighed(context, url, path)}`);
        await context.close();
      }
    });
  }, {});
}

/** The sample has none: adds one, and answers with the address of its page. */
async function addGuardrail(request: APIRequestContext): Promise<string> {
  const name = 'Integration tests before merge';
  const draft = { name, kind: 'tests', what: name, since: '2026-01-05', reason: 'To weigh it' };
  const added = await request.post('/api/v1/guardrails', { data: draft });
  return `/guardrails/${(await added.json()).id}`;
}

/** The address of a page; undefined where the sample has nothing to show by it. */
async function addressOf(context: BrowserContext, address: string): Promise<string | undefined> {
  const [, list] = /^first of (.*)$/.exec(address) ?? [];
  if (list === undefined) return address.includes('[') ? undefined : address;
  const { rows } = await (await context.request.get(`/api/v1${list}?limit=1`)).json();
  return `${list}/${rows[0].id}`;
}

async function weighed(context: BrowserContext, url: string, path: string): Promise<string> {
  const page = await context.newPage();
  let bytes = 0;
  const outside: string[] = [];
  const bodies: Promise<void>[] = [];
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== url) outside.push(request.url());
  });
  page.on('response', (response) => {
    if (!/\.(js|css)(\?|$)/.test(new URL(response.url()).pathname)) return;
    bodies.push(
      response.body().then((body) => {
        bytes += gzipSync(body).length;
      }),
    );
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await Promise.all(bodies);
  return `${(bytes / 1000).toFixed(0)} kB gzipped (bar: 350), ${outside.length} requests to other origins (bar: 0)`;
}
