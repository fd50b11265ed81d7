import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

// In order: the first one loads what the others look at.
test.describe.configure({ mode: 'default' });

const repository = 'sample/checkout';

test('loads the sample data by a button, and lands on the chart', async ({ page }) => {
  test.slow();
  await page.goto('/welcome');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page).toHaveURL('/', { timeout: 80_000 });
  await expect(chart(page)).toBeVisible();
});

test('sees on every page that the data is sample data', async ({ page }) => {
  await page.goto('/');
  const banner = page.getByRole('complementary', { name: 'Sample data' });
  for (const name of ['Overview', 'Regressions', 'Changes', 'Set-up']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(banner).toContainText('None of these numbers is yours.');
  }
});

test('reads the answer in one sentence, with both rates and their counts', async ({ page }) => {
  await page.goto(`/?repository=${repository}`);
  const answer = page.getByRole('region', { name: 'The answer' });
  await expect(answer.getByRole('heading', { level: 1 })).toHaveText(/agent.*\.$/i);
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures.getByRole('term').first()).toHaveText('Agent changes that regress');
  await expect(figures.getByRole('term')).toHaveCount(5);
  for (const rate of (await figures.getByRole('definition').all()).slice(0, 3)) {
    await expect(rate).toHaveText(
      /^\d+(\.\d)?% likely [\d.]+–[\d.]+%[\d,]+ of [\d,]+( \([\d,]+ before\))? · [+−][\d.]+ points on before/,
    );
  }
});

test('goes from how a rate changed to the comparison with the time before', async ({ page }) => {
  await page.goto(`/?repository=${repository}`);
  const figures = page.getByRole('region', { name: 'Figures' });
  await figures
    .getByRole('link', { name: / points on before / })
    .first()
    .click();
  await expect(page).toHaveURL(/^[^?]*\/compare\?a=.*from.*&b=.*from/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(repository);
});

test('narrows everything to one repository, and goes back', async ({ page }) => {
  await page.goto('/');
  await expect(filter(page, 'Repository')).toHaveText('Repositoryall');
  await filter(page, 'Repository').click();
  await page.getByRole('checkbox', { name: repository }).check();
  await expect(page).toHaveURL(`/?repository=${repository}`);
  await page.keyboard.press('Escape');
  await expect(filter(page, 'Repository')).toHaveText(`Repository${repository}`);
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(filter(page, 'Repository')).toHaveText('Repositoryall');
});

test('counts suspected regressions too by a switch among more filters, carries that to the list, and goes back', async ({
  page,
}) => {
  await page.goto('/');
  const byAgents = page
    .getByRole('region', { name: 'Figures' })
    .getByRole('link', { name: / of [\d,]+$/ })
    .first();
  const [confirmed, changes] = await tallied(byAgents);
  await page.getByRole('button', { name: 'How is this computed?' }).click();
  const definition = page.getByRole('group').filter({ hasText: 'How is this computed?' });
  await expect(definition).toContainText('A regression is a confirmed revert');

  const more = page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: /^More/ });
  await more.click();
  await page.getByRole('switch', { name: 'Count suspected too' }).check();
  await expect(page).toHaveURL('/?suspected=counted');
  await expect(definition).toContainText('A regression is a confirmed or suspected revert');

  // The figures are another answer than the definition, and come when they come.
  await expect.poll(async () => (await tallied(byAgents))[0]).toBeGreaterThan(confirmed);
  const [regressed, sameChanges] = await tallied(byAgents);
  expect(sameChanges).toBe(changes);

  await byAgents.click();
  await expect(page).toHaveURL(/\/regressions\?.*suspected=counted/);
  await expect(page.getByRole('grid')).toHaveAccessibleName(
    new RegExp(`^${regressed} regressions of .*, suspected ones among them\\.$`),
  );
  await expect(more).toHaveAccessibleName('More suspected too');

  await page.goBack();
  await expect(page).toHaveURL('/?suspected=counted');
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(more).toHaveAccessibleName('More none');
  await expect.poll(() => tallied(byAgents)).toEqual([confirmed, changes]);
});

test('draws the time before by a switch, tells it in the table, and goes back', async ({
  page,
}) => {
  await page.goto('/');
  const switched = page.getByRole('checkbox', { name: 'Time before' });
  await switched.check();
  await expect(page).toHaveURL('/?before=shown');
  await expect(page.getByText(/Pale lines: the time before, /)).toBeVisible();
  await page
    .getByRole('region', { name: /^Changes that regress/ })
    .getByText('Show as table')
    .click();
  await expect(page.getByRole('columnheader', { name: 'Rate then' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(switched).not.toBeChecked();
  await expect(page.getByRole('columnheader', { name: 'Rate then' })).toHaveCount(0);
});

test('goes by keyboard from a point to its regressions, and to the story of one', async ({
  page,
}) => {
  await page.goto(`/?repository=${repository}`);
  const counted = await reachPoint(page, /, ([1-9]\d*) of [\d,]+/);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/regressions\?.*authorship=agent/);
  const list = page.getByRole('grid', {
    name: new RegExp(`^${counted} regressions? of changes by agents in ${repository}, merged `),
  });
  // The heading of its columns is a row too.
  await expect(list).toHaveAttribute('aria-rowcount', String(counted + 1));
  await expect(page.getByText(`${counted} of ${counted} shown`)).toBeVisible();

  const first = list.getByRole('row').nth(1).getByRole('link').first();
  const title = (await first.textContent()) ?? '';
  await first.click();
  await expect(page).toHaveURL(new RegExp(`/regressions/${repository}/[0-9a-f-]+\\?.*listed=yes`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(section(page, 'What broke').getByText(/, on day \d+ after the merge/)).toBeVisible();
  await expect(section(page, 'Who wrote it')).toContainText('Agent');
  await expect(section(page, 'Who wrote it').getByText('rule:').first()).toBeVisible();
  const happened = await section(page, 'What happened when')
    .getByRole('listitem')
    .getByRole('strong')
    .allTextContents();
  expect(happened.filter((what) => what === 'Opened' || what === 'Merged')).toEqual([
    'Opened',
    'Merged',
  ]);
  const after = happened.slice(happened.indexOf('Merged'));
  expect(after.join()).toMatch(/Undone|Reported as broken|Incident/);
});

test('drags across points to look closer, and zooms out again', async ({ page }) => {
  await page.goto(`/?repository=${repository}`);
  const points = chart(page).getByRole('link', { name: /^Agent, / });
  await expect(points.first()).toBeVisible();
  const before = await points.count();
  await chart(page).scrollIntoViewIfNeeded();
  const first = await points.nth(before - 5).boundingBox();
  const last = await points.nth(before - 2).boundingBox();
  if (first === null || last === null) throw new Error('The points are not drawn.');
  await page.mouse.move(first.x + first.width / 2, first.y - 20);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y - 20, { steps: 8 });
  await page.mouse.up();

  await expect(page).toHaveURL(/from=\d{4}-\d{2}-01&to=\d{4}-\d{2}-\d{2}/);
  await expect(points).toHaveCount(4);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(page).toHaveURL(`/?repository=${repository}`);
  await expect(points).toHaveCount(before);
  await expect(page.getByRole('button', { name: 'Zoom out' })).toHaveCount(0);
});

test('finds the same numbers in the table as in the chart', async ({ page }) => {
  await page.goto(`/?repository=${repository}`);
  const drawn = chart(page).getByRole('link', { name: /List the regressions/ });
  await expect(drawn.first()).toBeVisible();
  const points = await drawn.count();
  await page
    .getByRole('region', { name: /^Changes that regress/ })
    .getByRole('button', { name: 'Show as table' })
    .click();
  await expect(chart(page)).toHaveCount(0);
  const table = page.getByRole('table', { name: 'Regression rate by period of merge' });
  await expect(table.getByRole('link')).toHaveCount(points);
});

function chart(page: Page) {
  return page.getByRole('group', { name: /^Trend of the regression rate/ });
}

function filter(page: Page, label: string) {
  return page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: label });
}

function section(page: Page, name: string) {
  return page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
}

/** The numbers of a link such as `63 of 1,745`. */
async function tallied(link: Locator): Promise<[regressed: number, changes: number]> {
  const text = (await link.textContent()) ?? '';
  const [regressed = NaN, changes = NaN] = text.replaceAll(',', '').split(' of ').map(Number);
  return [regressed, changes];
}

/** Goes back in time along the first series to a point of that name; answers with its first number. */
async function reachPoint(page: Page, name: RegExp): Promise<number> {
  const points = chart(page).getByRole('link', { name: /^Agent, / });
  await expect(points.first()).toBeVisible();
  const names = await points.evaluateAll((all) =>
    all.map((point) => point.getAttribute('aria-label') ?? ''),
  );
  const wanted = names.findLastIndex((text) => name.test(text));
  await points.last().focus();
  for (let at = names.length - 1; at > wanted; at -= 1) await page.keyboard.press('ArrowLeft');
  await expect(points.nth(wanted)).toBeFocused();
  return Number(name.exec(names[wanted] ?? '')?.[1]);
}
