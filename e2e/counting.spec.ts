import { expect, test } from '@playwright/test';
import { type OwnProcess, startOwnProcess } from '@/e2e/own-process';
import { connect } from '@/lib/db/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { LedgerEvent } from '@/lib/domain/event';
import type { Counting } from '@/lib/domain/setting';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { changeSetting } from '@/lib/ledger/settings';

const merged = {
  type: 'change.merged',
  repository: 'acme/web',
  number: 1,
  title: 'Count sheep',
  mergedAt: '2026-03-02T12:00:00Z',
  paths: ['barn/sheep.ts'],
  authorship: 'agent',
  agent: 'codex',
};

let database: Awaited<ReturnType<typeof openTemporaryDatabase>>;
let own: OwnProcess;

test.beforeAll(async () => {
  test.slow();
  database = await openTemporaryDatabase();
  const prisma = connect(database.url);
  await applyBatch(prisma, [LedgerEvent.parse(merged)], { rank: 'api' });
  const counting: Counting = { windowDays: 14, kinds: ['revert', 'incident'] };
  await changeSetting(prisma, 'counting', counting, 'we look back every two weeks', 'Ada');
  await prisma.$disconnect();
  own = await startOwnProcess({
    DATABASE_URL: database.url,
    AFTERMERGE_OPEN: '1',
    LOG_LEVEL: 'silent',
  });
});

test.afterAll(async () => {
  own.tell();
  await own.ended;
  await database.release();
});

test('⌘K leads to the own page of an agent or area, as the organisation counts', async ({
  page,
}) => {
  await page.goto(`${own.url}/changes`);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('codex');
  await expect(page.getByRole('option', { name: 'Codex agent' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Codex' })).toBeVisible();
  await expect(page).toHaveURL(/\/agents\/codex\?kind=revert,incident&window=14$/);
  await expect(page.getByRole('button', { name: /^Within/ })).toHaveText(/14 days/);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('barn');
  await page.getByRole('option', { name: 'barn area' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'barn' })).toBeVisible();
});

test('what caused incidents is listed as the organisation counts', async ({ page }) => {
  await page.goto(`${own.url}/incidents`);
  await page.getByRole('link', { name: 'Changes that caused one' }).click();
  await expect(page).toHaveURL(/\/regressions\?kind=incident&window=14$/);
});

test('pages open as the organisation counts, and keep what a reader chooses', async ({ page }) => {
  const window = page.getByRole('button', { name: /^Within/ });
  const kinds = page.getByRole('button', { name: /^Kind/ });
  for (const path of ['/', '/agents', '/changes', '/regressions', '/compare']) {
    await page.goto(own.url + path);
    await expect(page).toHaveURL(/[?&]kind=revert,incident&window=14$/);
    await expect(window).toHaveText(/14 days/);
  }

  await page.goto(own.url);
  await expect(kinds).toHaveText(/Revert and Incident/);
  await expect(page.getByRole('button', { name: 'Reset all' })).toHaveCount(0);
  await window.click();
  await page.getByRole('radio', { name: '30 days' }).check();
  await expect(page).toHaveURL(/window=30/);
  await page.reload();
  await expect(window).toHaveText(/30 days/);

  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(page).toHaveURL(/window=14/);
});
