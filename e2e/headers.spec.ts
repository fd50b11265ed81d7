import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@/e2e/fixtures';
import { rules } from '@/lib/access/roles';

/** Every page that stands for itself: not those of one thing, which the address names. */
const pages = Object.keys(rules)
  .filter((name) => name.startsWith('PAGE '))
  .map((name) => name.slice('PAGE '.length))
  .filter((path) => existsSync(join('app', path, 'page.tsx')) && !/\[|view$/.test(path));

// Without a key nobody can join, and the server says so.
test.use({ refusedPath: '/api/v1/one-time-link' });

for (const path of pages) {
  // The tests' page fails on errors in the console, and each breach of the policy is one.
  test(`${path} is served with a policy, and keeps it`, async ({ page }) => {
    const response = await page.goto(path);
    const headers = response?.headers() ?? {};
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
    await expect(page.locator('h1').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  });
}

test('each answer has a nonce of its own', async ({ request }) => {
  const policies = await Promise.all(
    ['/', '/'].map(async (path) => (await request.get(path)).headers()['content-security-policy']),
  );
  expect(policies[0]).not.toBe(policies[1]);
});

test('dialogs and the switch of the theme keep the policy', async ({ page }) => {
  await page.goto('/changes');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await page.getByRole('link', { name: 'Regressions' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a script that slipped into a page is not run', async ({ browser }) => {
  // Without the tests' page, which fails on the error that the browser tells.
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  await page.route('**/changes', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '</head>',
      '<script>window.slipped = true</script></head>',
    );
    await route.fulfill({ response, body });
  });
  await page.goto('/changes');
  await expect(page.locator('h1').first()).toBeVisible();
  expect(await page.evaluate(() => 'slipped' in window)).toBe(false);
  expect(refused.join()).toContain('Content Security Policy');
  await page.close();
});

test('answers of the API are data, whatever they hold', async ({ request }) => {
  for (const path of ['/api/v1/status', '/api/v1/nothing', '/healthz']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('files, and what is not there, have the headers of everything', async ({ request }) => {
  const [script = ''] =
    /\/_next\/static\/[^"]+\.js/.exec(await (await request.get('/')).text()) ?? [];
  const found: [string, number][] = [
    [script, 200],
    ['/icon.svg', 200],
    ['/icon.svgx', 404],
    ['/metricsx', 404],
    ['/_next/static/nothing.js', 404],
    ['/_next/image?url=%2Ficon.svg&w=64&q=75', 404],
    ['/nothing', 404],
  ];
  for (const [path, status] of found) {
    const nonce = 'bm9uY2Utb2Ytc29tZWJvZHk=';
    const response = await request.get(path, { headers: { 'x-aftermerge-nonce': nonce } });
    expect(response.status(), path).toBe(status);
    expect(response.headers(), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(await response.text(), path).not.toContain(nonce);
    if (/html/.test(response.headers()['content-type'] ?? '')) {
      expect(response.headers()['content-security-policy'], path).toContain("'strict-dynamic'");
    }
  }
});

test('pages are looked at alone', async ({ request }) => {
  for (const name of Object.keys(rules).filter((one) => one.startsWith('PAGE '))) {
    const path = name.replace('PAGE ', '').replace(/\[.*\]/, 'a/b/1');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const headers = { 'next-action': 'a'.repeat(42), 'content-type': 'text/plain' };
      const response = await request.fetch(path, { method, headers, data: '[]' });
      expect(response.status(), `${method} ${path}`).toBe(405);
      expect(response.headers().allow).toBe('GET, HEAD');
    }
  }
});

test('nobody’s word makes it promise TLS', async ({ request }) => {
  for (const path of ['/sign-in', '/api/v1/status']) {
    const response = await request.get(path, { headers: { 'x-forwarded-proto': 'https' } });
    expect(response.headers()['strict-transport-security']).toBeUndefined();
  }
});
