import type { Locator, Page } from '@playwright/test';
import { withCheckout } from '@/e2e/checkout';
import { expect, test } from '@/e2e/fixtures';

/** Each looks at a repository of the sample of its own: what one decides there moves no number of another. */
const looks = [
  { theme: 'light', width: 1440, sample: 'sample/storefront' },
  { theme: 'dark', width: 1440, sample: 'sample/search' },
  { theme: 'light', width: 1024, sample: 'sample/data-pipeline' },
  { theme: 'dark', width: 1024, sample: 'sample/mobile' },
  { theme: 'light', width: 390, sample: 'sample/billing' },
  { theme: 'dark', width: 390, sample: 'sample/platform' },
] as const;

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
const dateAgo = (days: number) => daysAgo(days).slice(0, 10);
const devin = {
  name: 'devin-ai-integration[bot]',
  email: '158243242+devin-ai-integration[bot]@users.noreply.github.com',
};

for (const { theme, width, sample } of looks) {
  test.describe(`${theme}, ${width} wide`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 900 }, hasTouch: width < 768 });

    test('a manager goes from the sample’s trend to one regression, decides, and sees the numbers move', async ({
      page,
    }) => {
      test.slow();
      await walk(page, sample);
    });

    test('a manager imports a history, goes from its trend to one regression, decides, and sees the numbers move', async ({
      page,
      repository,
    }) => {
      test.slow();
      await withCheckout(repository, async ({ folder, commit }) => {
        commit(dateAgo(80), 'Begin');
        const cart = commit(dateAgo(75), 'Add a cart (#1)', devin);
        for (const number of [2, 3]) commit(dateAgo(74), `Change ${number} (#${number})`, devin);
        for (const number of [4, 5]) commit(dateAgo(73), `Change ${number} (#${number})`);
        commit(dateAgo(70), `Revert "Add a cart (#1)" (#6)\n\nThis reverts commit ${cart}.`);
        commit(dateAgo(1), 'Correct a word (#7)');
        await page.goto('/welcome');
        const card = page.getByRole('region', { name: 'Import a git history' });
        await card.getByLabel('Path on this server').fill(folder);
        await card.getByRole('button', { name: 'Import', exact: true }).click();
        await expect(card.getByRole('listitem').filter({ hasText: repository })).toContainText(
          '1 regression found',
        );
        await walk(page, repository);
      });
    });
  });
}

/** From the first page to the evidence of one regression by an agent, to a word on it and back. */
async function walk(page: Page, repository: string): Promise<void> {
  await page.goto('/');
  const filters = page.getByRole('search', { name: 'Filters' });
  const opener = filters.getByRole('button', { name: 'Filters' });
  if (await opener.isVisible()) await opener.click();
  await filters.getByRole('button', { name: 'Repository' }).click();
  await page.getByRole('checkbox', { name: repository, exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`/?repository=${repository}`);
  await expect(page.locator('[data-stale=true]')).toHaveCount(0);
  const [regressed, agents] = await tallied(figure(page, 'Agent'));
  const [, people] = await tallied(figure(page, 'Human'));

  await page
    .getByRole('group', { name: /^Trend of the regression rate/ })
    .getByRole('link', { name: /^Agent, .* [1-9]\d* of \d+ regressed/ })
    .last()
    // Another series may lie over the middle of a point.
    .press('Enter');
  const list = page.getByRole('grid', { name: /^\d+ regressions? of changes by agents in / });
  await list.getByRole('row').nth(1).getByRole('link').first().click();
  const broke = section(page, 'What broke');
  await expect(broke.getByText('rule:').first()).toBeVisible();
  const author = section(page, 'Who wrote it');
  await expect(author.getByText('rule:').first()).toBeVisible();
  const story = page.url();

  await author.getByRole('button', { name: 'Someone else wrote this' }).click();
  await author.getByLabel('It was written by').selectOption('A person');
  await author.getByLabel('Because').fill('Dana typed it all by hand');
  await author.getByRole('button', { name: 'Save' }).click();
  await expect(author.getByRole('status')).toHaveText(/^Saved\./);
  await page.goto(`/?repository=${repository}`);
  await expect
    .poll(() => tallied(figure(page, 'Agent')))
    .toEqual([Number(regressed) - 1, Number(agents) - 1]);
  expect((await tallied(figure(page, 'Human')))[1]).toBe(Number(people) + 1);

  await page.goto(story);
  await author.getByRole('button', { name: 'Undo: who wrote it' }).click();
  await expect(author.getByRole('button', { name: 'Undo: who wrote it' })).toHaveCount(0);
  await page.goto(`/?repository=${repository}`);
  await expect.poll(() => tallied(figure(page, 'Agent'))).toEqual([regressed, agents]);
}

/** The link of one of the rates of the first page to what is behind it: `63 of 1,745`. */
function figure(page: Page, whose: 'Agent' | 'Human'): Locator {
  return page
    .getByRole('region', { name: 'Figures' })
    .getByRole('definition')
    .nth(whose === 'Agent' ? 0 : 1)
    .getByRole('link', { name: / of [\d,]+$/ });
}

async function tallied(link: Locator): Promise<(number | undefined)[]> {
  const text = (await link.textContent()) ?? '';
  return text.replaceAll(',', '').split(' of ').map(Number);
}

function section(page: Page, name: string) {
  return page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
}
