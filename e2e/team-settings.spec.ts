import { expect, test } from '@/e2e/fixtures';

// In order: a team is a setting, and settings are replaced as a whole.
test.describe.configure({ mode: 'default' });

const merged = (repository: string, number: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `fix: change ${number}`,
  author: { login: 'dana' },
  additions: 20,
  openedAt: '2025-03-01T10:00:00Z',
  mergedAt: '2025-03-01T12:00:00Z',
  ...more,
});
const byAgent = { author: { login: 'devin-ai-integration[bot]', bot: true } };

test('defines a team and sees how its work goes', async ({ page, post, repository }) => {
  await post([
    merged(repository, 1),
    merged(repository, 2, byAgent),
    {
      type: 'review.submitted',
      repository,
      at: '2025-03-01T11:00:00Z',
      number: 1,
      review: 'r1',
      reviewer: { login: 'erin' },
      verdict: 'changes-requested',
    },
  ]);
  const name = `Team ${repository.slice(-8)}`;
  await page.goto('/settings/teams');
  const form = page.getByRole('form', { name: 'Teams' });
  await form.getByRole('button', { name: 'Add a team' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText(/Team \d+, name:/);
  await form.getByLabel('Name of the team').last().fill(name);
  await form
    .getByRole('button', { name: /^Repositories/ })
    .last()
    .click();
  await form.getByRole('checkbox', { name: repository }).check();
  await page.keyboard.press('Escape');
  await form.getByLabel('Because').fill('They own it');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');

  await page.goto('/teams?from=2025-03-01&to=2025-03-31');
  await page.getByRole('table').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const flow = page.getByRole('table', { name: 'How work goes before the merge' });
  await expect(flow.getByRole('row', { name: /^Time to merge/ })).toContainText('2 h');
  await expect(flow.getByRole('row', { name: /^Review rounds/ })).toContainText('no reviews told');
  await page.getByRole('link', { name: 'All teams' }).click();
  await expect(page).toHaveURL(/\/teams\?from=2025-03-01&to=2025-03-31/);
});
