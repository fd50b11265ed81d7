import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

const merged = (repository: string, number: number, byAgent: boolean) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  author: byAgent ? { login: 'devin-ai-integration[bot]', bot: true } : { login: 'dana' },
  mergedAt: daysAgo(60),
});

test('a manager finds a number that is wrong, puts it right, and sees it move', async ({
  page,
  post,
  repository,
}) => {
  await post([
    ...[1, 2, 3].map((number) => merged(repository, number, true)),
    ...[4, 5].map((number) => merged(repository, number, false)),
    {
      type: 'incident.opened',
      repository,
      at: daysAgo(58),
      incident: 'INC-7',
      title: 'Orders are charged twice',
      changes: [{ number: 2 }],
    },
  ]);

  await page.goto('/');
  const filters = page.getByRole('search', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Repository' }).click();
  await page.getByRole('checkbox', { name: repository }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`/?repository=${repository}`);
  await expectRates(page, '1 of 3', '0 of 2');

  await page
    .getByRole('group', { name: /^Trend of the regression rate/ })
    .getByRole('link', { name: /^Agent, .* 1 of 3 regressed/ })
    .click();
  const list = page.getByRole('grid', { name: /^1 regression of changes by agents in / });
  await list.getByRole('link', { name: 'Change 2' }).first().click();

  const broke = section(page, 'What broke');
  await expect(broke).toContainText('Incident: Orders are charged twice');
  const author = section(page, 'Who wrote it');
  await expect(author.getByRole('listitem').first()).toContainText('devin-ai-integration[bot]');
  await author.getByRole('button', { name: 'Someone else wrote this' }).click();
  await author.getByLabel('It was written by').selectOption('A person');
  await author.getByLabel('Because').fill('Dana typed it all by hand');
  await author.getByRole('button', { name: 'Save' }).click();
  await expect(author.getByRole('status')).toHaveText(/^Saved\./);

  await page.goto(`/?repository=${repository}`);
  await expectRates(page, '0 of 2', '1 of 3');
});

async function expectRates(page: Page, agent: string, human: string) {
  const figures = page.getByRole('region', { name: 'Figures' }).getByRole('definition');
  await expect(figures.nth(0)).toContainText(agent);
  await expect(figures.nth(1)).toContainText(human);
}

function section(page: Page, name: string) {
  return page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
}
