import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { hearAll, pagePaths, textOf } from '@/e2e/hear-all';
import { eventsOf, reportedIn } from '@/e2e/marked-events';
import { clientOf, firstAddress, joined, tokenClient } from '@/e2e/own-people';
import { startOwnProcess } from '@/e2e/own-process';
import { type Rule, reaches, ruleOf, rules } from '@/lib/access/roles';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

const own = 'acme/shown';
const email = 'ada@example.org';
const reason = 'It is so';

test('a server that is open to read says so on every page, takes nothing and names no address', async ({
  browser,
}) => {
  test.slow();
  const page = await browser.newPage({ storageState: { cookies: [], origins: [] } });
  const database = await openTemporaryDatabase();
  const environment = { DATABASE_URL: database.url, AFTERMERGE_OPEN: '1', LOG_LEVEL: 'silent' };
  const started = await startOwnProcess(environment);
  try {
    const administrator = await joined(started, await firstAddress(started), email);
    const sender = await tokenClient(started, administrator, { name: 'CI', scopes: ['post'] });
    const data = eventsOf(own, 'shown');
    expect((await sender.post('/api/v1/events', { data })).status()).toBe(200);
    const regression = await reportedIn(administrator, own);
    const guardrail = { name: 'Tests', kind: 'tests', what: 'Tests', since: '2026-03-02', reason };
    const rule = {
      found: 'label',
      pattern: 'by-codex',
      authorship: 'agent',
      agent: 'codex',
      reason,
    };
    const decided: [string, 'post' | 'put', object][] = [
      ['notes', 'post', { id: regression, text: 'A note' }],
      ['views', 'post', { path: '/changes', name: 'A view', query: `repository=${own}` }],
      ['guardrails', 'post', guardrail],
      ['rules', 'post', rule],
      ['override', 'put', { id: `${own}/1`, authorship: 'human', reason }],
      ['decision', 'put', { id: regression, decision: 'confirmed', reason }],
      ['failure-mode', 'put', { id: regression, failureMode: 'ripple', reason }],
    ];
    for (const [path, method, one] of decided) {
      const response = await administrator[method](`/api/v1/${path}`, { data: one });
      expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
    }

    const known = { own, hidden: own, regressions: [regression] };
    expect(textOf(await hearAll(administrator, known))).toContain(email);
    const anyone = await clientOf(started);
    const heard = await hearAll(anyone, known);
    for (const [asked, { status, text }] of heard) {
      expect([200, 404], asked).toContain(status);
      expect(text, asked).not.toContain(email);
    }
    for (const place of pagePaths) {
      const address = place.replace('[id]', '1').replace('[...id]', partOf(place, regression));
      expect(await (await anyone.get(address)).text(), address).not.toContain(email);
      // What is refused or not there is drawn by the browser.
      await page.goto(`${started.url}${address}`);
      await expect(page.getByText('Open to read:'), address).toBeVisible();
      expect(await shutLinks(page), address).toEqual([]);
    }
    for (const place of ['/', ...lists]) {
      const address = `${place}?from=2020-01-01&to=2020-01-31`;
      await page.goto(`${started.url}${address}`);
      await expect(page.getByText(/longer time|choices above/).first(), address).toBeVisible();
      expect(await shutLinks(page), address).toEqual([]);
    }
    const table: [string, Rule][] = Object.entries(rules);
    const writing = table.filter(([name, { open }]) => !/^(GET|PAGE) /.test(name) && !open);
    for (const [name] of writing) {
      const [method = '', path = ''] = name.split(' ');
      const response = await anyone.fetch(path, { method, data: {} });
      expect([401, 403], name).toContain(response.status());
    }
    await Promise.all([administrator, sender, anyone].map((client) => client.dispose()));
  } finally {
    started.tell();
    await started.ended;
    await database.release();
  }
});

/** What says how to bring something where there is nothing. */
const lists = [
  'agents',
  'repositories',
  'teams',
  'areas',
  'changes',
  'incidents',
  'deployments',
].map((list) => `/${list}`);

/** The links of a page that lead where a reader is not let in. */
async function shutLinks(page: Page): Promise<string[]> {
  const paths = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) =>
      links.flatMap((link) => (link instanceof HTMLAnchorElement ? link.pathname : [])),
    );
  return paths.filter((path) => {
    const rule = ruleOf('PAGE', path);
    return rule?.role !== undefined && !reaches('viewer', rule.role);
  });
}

/** Of what the page of its own is. */
function partOf(place: string, regression: string): string {
  const parts: Record<string, string> = {
    '/regressions/[...id]': regression,
    '/changes/[...id]': `${own}/1`,
    '/incidents/[...id]': `${own}/team/INC-1`,
    '/deployments/[...id]': `${own}/deploy/1`,
    '/repositories/[...id]': own,
  };
  return parts[place] ?? 'shown-part';
}
