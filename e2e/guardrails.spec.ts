import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

test('a practice is added, its effect is read, and it is taken back and put back', async ({
  page,
}) => {
  await page.goto('/guardrails');
  await page.getByRole('button', { name: 'We have it: Integration tests before merge' }).click();
  const form = page.getByRole('form', { name: 'Add a guardrail' });
  await form.getByRole('button', { name: 'Add the guardrail' }).click();
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByLabel('Name').fill('Tests of the whole shop');
  await form.getByLabel('Since').fill(await halfAYearAgo(page));
  await form.getByLabel('In words').fill('Every change runs against the whole shop.');
  await form.getByRole('button', { name: 'Repository' }).click();
  await form.getByRole('checkbox', { name: 'sample/checkout' }).check();
  await page.keyboard.press('Escape');
  await form.getByLabel('Because').fill('too many incidents');
  await form.getByRole('button', { name: 'Add the guardrail' }).click();

  await expect(page).toHaveURL(/\/guardrails\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tests of the whole shop');
  await expect(page.getByText('This is not proof.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Where it came' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Elsewhere/ })).toBeVisible();
  await page.getByText('Nothing', { exact: true }).click();
  await expect(page).toHaveURL(/against=none/);
  await expect(page.getByText('Before and after only').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Elsewhere/ })).toHaveCount(0);

  await page.goto('/?repository=sample/checkout');
  const trend = page.getByRole('group', { name: /^Trend of the regression rate/ });
  await trend.getByRole('link', { name: /^Guardrail Tests of the whole shop, since / }).click();
  await expect(page).toHaveURL(/\/guardrails\/\d+$/);
  await page.goto('/?repository=sample/storefront');
  await expect(trend.getByRole('link').first()).toBeVisible();
  await expect(trend.getByRole('link', { name: /^Guardrail / })).toHaveCount(0);
  await page.goBack();

  await page.getByRole('button', { name: 'Remove Tests of the whole shop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Guardrail removed');
  const address = page.url();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tests of the whole shop');
  expect(page.url()).toBe(address);

  await page.goto('/settings/audit');
  const removals = page.getByRole('cell', { name: /^Removed a guardrail/ });
  await expect(removals).toHaveCount(1);
  await page
    .getByRole('button', { name: /^Undo: Added a guardrail/ })
    .first()
    .click();
  await expect(removals).toHaveCount(2);
  await page.goto('/guardrails');
  await expect(page.getByText('None is told of yet.')).toBeVisible();
});

test('an error budget of its own decides what a repository trusts', async ({ page }) => {
  await page.goto('/trust?repository=sample/checkout');
  await expect(page.getByText('error budget 5%, as everywhere')).toBeVisible();
  await page.getByText('How is this decided?').click();
  await expect(page.getByText('It needs a second pair of eyes where the low end')).toBeVisible();
  await page.getByRole('link', { name: 'change it' }).click();
  const form = page.getByRole('form', { name: 'Error budgets' });
  await form.getByRole('button', { name: 'Set a repository apart' }).click();
  await form.getByRole('combobox', { name: 'Repository' }).fill('sample/checkout');
  await form.getByLabel('Per cent in sample/checkout').fill('40');
  await form.getByLabel('Because').fill('we can undo within minutes');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');
  await page.goto('/trust?repository=sample/checkout');
  await expect(page.getByText('error budget 40% of its own')).toBeVisible();
  const all = page.getByRole('region', { name: 'All agents in sample/checkout' });
  await expect(all).toContainText('within the budget of 40%');
  await page.goto('/settings/audit');
  const undone = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page
    .getByRole('button', { name: /^Undo: Changed a setting, errorBudgets/ })
    .first()
    .click();
  expect((await undone).ok()).toBe(true);
  await page.goto('/trust?repository=sample/checkout');
  await expect(page.getByText('error budget 5%, as everywhere')).toBeVisible();
});

test('an incident leads to the change that it is held against', async ({ page }) => {
  await page.goto('/incidents?repository=sample/checkout&linked=yes');
  const [, first] = await page.getByRole('row').all();
  await first?.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Held against' })).toBeVisible();
  await expect(page.getByText('Time to recover')).toBeVisible();
  await page.getByRole('link', { name: 'Confirm or dismiss it' }).first().click();
  await expect(page.getByRole('heading', { name: 'What broke' })).toBeVisible();
});

test('a deployment tells what it brought out and what came of it', async ({ page }) => {
  await page.goto('/deployments');
  await expect(page.getByRole('columnheader', { name: /^Change fail rate/ })).toBeVisible();
  await page.getByText('Broke something', { exact: true }).click();
  await expect(page).toHaveURL(/broke=yes/);
  await expect(page.getByText('nothing so far')).toHaveCount(0);
});

/** A day in the middle of the sample's last year. */
async function halfAYearAgo(page: Page): Promise<string> {
  const { range } = await (await page.request.get('/api/v1/status')).json();
  const at = Date.parse(range.to) - 180 * 86_400_000;
  return new Date(at).toISOString().slice(0, 10);
}
