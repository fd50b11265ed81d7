import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';

const missing = '/teams/no-such-team';
test.use({ refusedPath: missing });

test('goes from the list of agents to one, and to the changes of a cell of its map', async ({
  page,
}) => {
  await page.goto('/agents');
  await expect(page.getByRole('heading', { level: 1, name: 'Agents' })).toBeVisible();
  await expect(page.getByRole('group', { name: /Rates of agents/ })).toBeVisible();
  await page.getByRole('table').getByRole('link', { name: 'Claude Code' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Claude Code' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How work goes before the merge' })).toBeVisible();
  const cell = page.getByRole('link', { name: /^Feature, 10–49 lines: \d+ of \d+ regressed/ });
  const words = await cell.getAttribute('aria-label');
  const changes = /of ([\d,]+) regressed/.exec(words ?? '')?.[1];
  await cell.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
  await expect(
    page.getByText(
      `${changes} changes by agents (Claude Code), whose kind of work is feature, of 10–49 lines, merged`,
    ),
  ).toBeVisible();
});

test('saves the list of agents with what its columns say, once each, and no picture', async ({
  page,
}) => {
  await page.goto('/agents');
  const list = page.getByRole('region', { name: 'Rates by agent' });
  await list.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('button', { name: /^Picture/ })).toHaveCount(0);
  const saved = page.waitForEvent('download');
  await list.getByRole('button', { name: 'Table (CSV)' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('aftermerge-rates-by-agent.csv');
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toMatch(/^Agent,Merged changes,"Regressed, by itself",In numbers,Beside all/);
  expect(lines.map((line) => line.split(',')[0])).toContain('Claude Code');
});

test('says where nothing is known by a name', async ({ page }) => {
  await page.goto(missing);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
  await page.goto('/agents/mentat');
  await expect(page.getByText('No agent seen among these changes')).toBeVisible();
});
