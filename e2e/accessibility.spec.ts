import type { APIRequestContext } from '@playwright/test';
import { expectAccessible } from '@/e2e/expect-accessible';
import { expect, test } from '@/e2e/fixtures';

const missing = '/nowhere';

/** Each page, and how to find its address. */
const pages = {
  overview: () => '/',
  compare: () => '/compare',
  'the week': () => '/weekly',
  agents: () => '/agents',
  'one agent': () => '/agents/claude-code',
  repositories: () => '/repositories',
  'one repository': () => '/repositories/sample/checkout',
  teams: () => '/teams',
  areas: () => '/areas',
  'one area': () => '/areas/cart',
  regressions: () => '/regressions',
  'one regression': (request: APIRequestContext) => newest(request, '/regressions'),
  changes: () => '/changes',
  'one change': (request: APIRequestContext) => newest(request, '/changes'),
  incidents: () => '/incidents',
  'one incident': newestIncident,
  deployments: () => '/deployments',
  'one deployment': newestDeployment,
  guardrails: () => '/guardrails',
  'one guardrail': aGuardrail,
  trust: () => '/trust',
  'error budgets': () => '/settings/trust',
  'set-up': () => '/welcome',
  rules: () => '/settings/rules',
  'a branch’s rule': () => '/settings/rules?found=branch&pattern=acme-agent/*',
  'finding regressions': () => '/settings/regressions',
  'audit trail': () => '/settings/audit',
  sources: () => '/settings/sources',
  deliveries: () => '/settings/deliveries',
  'teams’ setting': () => '/settings/teams',
  keeping: () => '/settings/keeping',
  'sample data': () => '/settings/sample',
  'one’s account': () => '/settings/account',
  members: () => '/settings/members',
  tokens: () => '/settings/tokens',
  digests: () => '/settings/digests',
  'not found': () => missing,
} satisfies Record<string, (request: APIRequestContext) => Promise<string> | string>;

test.use({ refusedPath: missing });

/** What looks different: in between the two widths, colours have been looked at already. */
const widths = { light: [1440, 1024, 390], dark: [1440, 390] } as const;

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    for (const [name, addressOf] of Object.entries(pages)) {
      test(`the page "${name}" is accessible and fits`, async ({ page, request }) => {
        await page.goto(await addressOf(request));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
        // What is below the fold comes alive once somebody is there.
        await page.mouse.move(2, 2);
        for (const width of widths[theme]) {
          await page.setViewportSize({ width, height: 900 });
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await expect(page.locator('.recharts-wrapper:not(:has(path))')).toHaveCount(0);
          await expectAccessible(page);
          await page.screenshot({
            path: `${test.info().project.outputDir}/pages/${theme}-${width}/${name.replaceAll(/\W+/g, '-')}.jpg`,
            fullPage: true,
            type: 'jpeg',
            quality: 70,
          });
        }
      });
    }
  });
}

for (const { theme, width } of [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
] as const) {
  test.describe(`${theme}, ${width} wide`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 900 } });

    for (const name of ['one regression', 'one change'] as const) {
      test(`the forms of the page "${name}", opened, are accessible and fit`, async ({
        page,
        request,
      }) => {
        await page.goto(await pages[name](request));
        const openers = page
          .getByRole('article')
          .locator('button[aria-expanded]')
          .filter({ visible: true });
        await expect(openers.first()).toBeVisible();
        for (const opener of await openers.all()) {
          await opener.click();
          const form = page.getByRole('form').filter({ has: page.locator(':focus') });
          await form.getByRole('button').first().click();
          await expect(form.locator('[aria-invalid="true"]')).toBeFocused();
          await expectAccessible(page, 'article');
          await opener.click();
          await expect(form).toHaveCount(0);
        }
      });
    }

    test('the dialog that deletes a repository is accessible and fits', async ({ page }) => {
      await page.goto('/settings/keeping');
      await page.getByRole('button', { name: 'Delete sample/checkout' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('listitem').first()).toBeVisible();
      await dialog.getByLabel('The repository’s name').fill('sample/checkout');
      await dialog.getByRole('button', { name: 'Delete for good' }).click();
      await expect(dialog.getByLabel('Because')).toBeFocused();
      await expectAccessible(page);
    });

    test('the filters, opened, are accessible and fit', async ({ page }) => {
      await page.goto('/');
      const filters = page.getByRole('search', { name: 'Filters' });
      const opener = filters.getByRole('button', { name: 'Filters' });
      if (await opener.isVisible()) await opener.click();
      for (const label of ['Merged', 'Repository', 'Kind', 'Within']) {
        await filters.getByRole('button', { name: label }).click();
        await expect(filters.getByRole('group', { name: label, exact: true })).toBeVisible();
        await expectAccessible(page, 'search');
      }
    });
  });
}

/** The page of the newest change or regression of the sample. */
async function newest(request: APIRequestContext, list: '/changes' | '/regressions') {
  const response = await request.get(`/api/v1${list}?repository=sample/checkout&limit=1`);
  const { rows } = await response.json();
  return `${list}/${rows[0].id}`;
}

/** The page of the newest deployment of the sample. */
async function newestDeployment(request: APIRequestContext) {
  const response = await request.get('/api/v1/deployments?repository=sample/checkout&limit=1');
  const { rows } = await response.json();
  return `/deployments/${rows[0].id}`;
}

/** The page of a guardrail, which is added where there is none yet. */
async function aGuardrail(request: APIRequestContext) {
  const { guardrails } = await (await request.get('/api/v1/guardrails')).json();
  if (guardrails.length > 0) return `/guardrails/${guardrails[0].id}`;
  const name = 'Integration tests before merge';
  const data = { name, kind: 'tests', what: name, since: '2026-01-05', reason: 'To look at it' };
  const added = await request.post('/api/v1/guardrails', { data });
  return `/guardrails/${(await added.json()).id}`;
}

/** The page of the newest incident of the sample. */
async function newestIncident(request: APIRequestContext) {
  const response = await request.get('/api/v1/incidents?repository=sample/checkout&limit=1');
  const { rows } = await response.json();
  return `/incidents/${rows[0].id}`;
}
