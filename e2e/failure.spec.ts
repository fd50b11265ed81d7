import { test as base } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { startOwnProcess } from '@/e2e/own-process';
import { connect } from '@/lib/db/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';

const merged = (repository: string) => ({
  type: 'change.merged',
  repository,
  number: 1,
  title: 'Count sheep',
  mergedAt: '2026-03-02T12:00:00Z',
  authorship: 'agent',
});
const refusal = { status: 503, json: { error: { message: 'It restarts.' } } };

test.describe('where one question is refused', () => {
  test.use({ refusedPath: '/api/v1/green' });

  test('its panel says so and is tried again, and the others stand', async ({
    page,
    post,
    repository,
  }) => {
    await post(merged(repository));
    await page.goto(`/?repository=${repository}`);
    const panel = page.getByRole('region', { name: 'Green, and still broke' });
    await expect(panel.getByRole('listitem')).not.toHaveCount(0);
    await page.route('**/api/v1/green?*', (route) => route.fulfill(refusal));
    await page.getByRole('button', { name: /^Within/ }).click();
    await page.getByRole('radio', { name: /^14 days/ }).check();
    await expect(panel.getByRole('alert')).toContainText('could not be loaded. It restarts.');
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'Figures' })).toContainText('of 1');

    await page.unroute('**/api/v1/green?*');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await expect(panel.getByRole('listitem')).not.toHaveCount(0);
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  });
});

test.describe('where the server is not reached any more', () => {
  test.use({ refusedPath: '/api/v1/pulse', viewport: { width: 390, height: 844 } });

  test('a line says since when the numbers are, until it is reached again', async ({
    page,
    post,
    repository,
  }) => {
    await post(merged(repository));
    await page.goto(`/?repository=${repository}`);
    const said = page.getByRole('status').filter({ hasText: 'The server does not answer.' });
    await page.waitForResponse('**/api/v1/pulse?*');
    await page.route('**/api/v1/pulse?*', (route) => route.abort());
    await expect(said).toBeInViewport();
    await expect(said).toContainText(/This is as of .*\d\d:\d\d/);
    await expect(page.getByRole('region', { name: 'Figures' })).toContainText('of 1');
    await page.unroute('**/api/v1/pulse?*');
    await expect(said).toHaveCount(0);
  });
});

base('a question that fails on the server leaves the page to the others', async ({ page }) => {
  base.slow();
  const database = await openTemporaryDatabase();
  const prisma = connect(database.url);
  await applyBatch(prisma, [LedgerEvent.parse(merged('acme/web'))], { rank: 'api' });
  const own = await startOwnProcess({
    DATABASE_URL: database.url,
    AFTERMERGE_OPEN: '1',
    LOG_LEVEL: 'silent',
  });
  try {
    await prisma.$executeRaw`alter table failure_mode_decision rename to out_of_reach`;
    await page.goto(`${own.url}/`);
    await expect(page.getByRole('region', { name: 'Figures' })).toContainText('of 1');
    const panel = page.getByRole('region', { name: 'By failure mode' });
    await expect(panel.getByRole('alert')).toContainText('Something went wrong here');
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1);

    await prisma.$executeRaw`alter table out_of_reach rename to failure_mode_decision`;
    await panel.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

    await prisma.$executeRaw`alter table guardrail rename to out_of_reach`;
    await page.goto(`${own.url}/guardrails/1`);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Something went wrong');
    await expect(page).toHaveTitle(/^Guardrail/);
    await prisma.$executeRaw`alter table out_of_reach rename to guardrail`;
    await page.reload();
    await expect(page).toHaveTitle(/^Not found/);
  } finally {
    await prisma.$disconnect();
    own.tell();
    await own.ended;
    await database.release();
  }
});
