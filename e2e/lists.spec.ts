import { expect, test } from '@/e2e/fixtures';

const days = [4, 2, 6, 3, 5];
/** Changes of which each was reported to have broken something, so many days after its merge. */
const told = (repository: string) =>
  days.flatMap((day, index) => {
    const number = index + 1;
    const mergedAt = Date.UTC(2025, 2, number, 12);
    return [
      {
        type: 'change.merged',
        repository,
        number,
        title: `${number === 5 ? 'Repair the login' : 'Extend the checkout'} ${number}`,
        author: { login: 'dana' },
        mergedAt: new Date(mergedAt).toISOString(),
      },
      {
        type: 'regression.reported',
        repository,
        report: `r-${number}`,
        change: { number },
        text: `Change ${number} broke the smoke test`,
        at: new Date(mergedAt + (day - 1) * 86_400_000 + 3_600_000).toISOString(),
      },
    ];
  });
const choice = 'from=2025-03-01&to=2025-03-31';

test.beforeEach(async ({ page, post, repository }) => {
  await post(told(repository));
  await page.goto(`/regressions?repository=${repository}&${choice}`);
});

test('goes through a list: search, sort, dismiss several, undo, open one, and on to the next', async ({
  page,
}) => {
  const grid = page.getByRole('grid');
  const titles = grid.getByRole('link', { name: /^(Extend|Repair)/ });
  await expect(grid).toHaveAccessibleName(/^5 regressions/);
  await page.getByRole('searchbox').fill('checkout');
  await expect(grid).toHaveAccessibleName(/^4 regressions .*, that match “checkout”\.$/);
  await expect(page).toHaveURL(/[?&]q=checkout/);

  await grid.getByRole('button', { name: 'Day' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Day' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(titles).toHaveText([3, 1, 4, 2].map((number) => `Extend the checkout ${number}`));
  await grid.getByRole('button', { name: 'Day' }).click();
  await expect(page).toHaveURL(/sort=day&order=asc/);
  await expect(titles).toHaveText([2, 4, 1, 3].map((number) => `Extend the checkout ${number}`));

  await grid.getByRole('checkbox', { name: /#2$/ }).click();
  await grid.getByRole('checkbox', { name: /#1$/ }).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Decide on those selected' });
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: 'Dismiss …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dismiss 3 regressions' });
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(dialog.getByLabel('Because')).toHaveAccessibleDescription('say in a few words why');
  await dialog.getByLabel('Because').fill('False alarms of the smoke test');
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['Extend the checkout 3']);
  const said = page.getByRole('status').filter({ hasText: 'Dismissed 3 regressions.' });
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(titles).toHaveCount(4);
  await expect(said).toHaveCount(0);

  await titles.nth(1).click();
  const list = page.getByRole('navigation', { name: 'The list' });
  await expect(list).toContainText('2 of 4');
  await list.getByRole('link', { name: 'next' }).click();
  await expect(list).toContainText('3 of 4');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Extend the checkout 1');
  await page.keyboard.press('k');
  await expect(list).toContainText('2 of 4');
  await list.getByRole('link', { name: 'The list' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('checkout');
  await expect(titles).toHaveCount(4);
});

test('is gone through, decided on and opened by keys alone', async ({
  page,
  request,
  repository,
}) => {
  const grid = page.getByRole('grid');
  const row = (number: number) => grid.getByRole('row').filter({ hasText: `#${number}` });
  await expect(row(1)).toBeVisible();
  await grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('j');
  await expect(grid.getByRole('row').nth(2)).toBeFocused();
  await page.keyboard.press('x');
  await expect(grid.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('d');
  await expect(page.getByLabel('Because')).toBeFocused();
  await page.keyboard.type('A false alarm');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('status').filter({ hasText: 'Dismissed 1 regression.' }),
  ).toBeVisible();
  await expect(grid).toHaveAccessibleName(/^4 regressions/);
  const search = `repository=${repository}&${choice}`;
  const dismissed = await request.get(`/api/v1/regressions?${search}&status=dismissed`);
  expect(await dismissed.json()).toMatchObject({ total: 1 });

  await grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of the list' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('row').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'The list' })).toContainText('1 of 4');
});

test('says why several broke at once, leaves what was said before, and takes it back', async ({
  page,
  request,
  repository,
}) => {
  const grid = page.getByRole('grid');
  const bar = page.getByRole('toolbar', { name: 'Decide on those selected' });
  const saying = async (mode: string, because: string) => {
    await bar.getByRole('button', { name: 'Why it broke …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Why it broke/ });
    await dialog.getByRole('combobox').selectOption(mode);
    await dialog.getByLabel('Because').fill(because);
    await dialog.getByRole('button', { name: 'Save' }).click();
  };
  const told = async (mode: string) => {
    const search = `repository=${repository}&${choice}&failureMode=${mode}`;
    return (await (await request.get(`/api/v1/regressions?${search}`)).json()).total;
  };
  await grid.getByRole('checkbox', { name: /#2$/ }).click();
  await saying('intent', 'The order was misread');
  await expect(page.getByRole('status').filter({ hasText: 'Said why of 1' })).toBeVisible();

  await grid.getByRole('checkbox', { name: /#1$/ }).click();
  await grid.getByRole('checkbox', { name: /#2$/ }).click();
  await grid.getByRole('checkbox', { name: /#3$/ }).click();
  await saying('ripple', 'The cart broke with it');
  const said = page.getByRole('status').filter({ hasText: /^Said why of 2 regressions: / });
  await expect(said).toContainText('One was decided on before and left so.');
  expect([await told('ripple'), await told('intent')]).toEqual([2, 1]);

  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(said).toHaveCount(0);
  expect([await told('ripple'), await told('intent')]).toEqual([0, 1]);
});

test('fetches the page of a row once somebody rests on its link', async ({ page, repository }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const link = page.getByRole('grid').getByRole('link', { name: 'Extend the checkout 3' });
  const own = `/regressions/${repository}/`;
  await page.reload({ waitUntil: 'networkidle' });
  await expect(link).toBeVisible();
  expect(asked.filter((path) => path.startsWith(own))).toEqual([]);
  await link.hover();
  await expect.poll(() => asked.some((path) => path.startsWith(own))).toBe(true);
});

test('is kept as a view by name, renamed and removed', async ({ page, repository }) => {
  const views = page.getByRole('navigation', { name: 'Saved views' });
  const name = `Logins of ${repository.slice(-8)}`;
  await page.getByRole('searchbox').fill('login');
  await expect(page.getByRole('grid')).toHaveAccessibleName(/^1 regression/);
  await views.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');

  await page.goto('/regressions');
  await views.getByRole('link', { name }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('login');
  await expect(page.getByRole('grid')).toHaveAccessibleName(/^1 regression/);
  await views.getByRole('button', { name: `Rename the view ${name}` }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`${name}, all`);
  await page.keyboard.press('Enter');
  await views.getByRole('button', { name: `Remove the view ${name}, all` }).click();
  await expect(views.getByRole('link', { name })).toHaveCount(0);
});

test('is saved as a file with exactly what is seen', async ({ page, request }) => {
  await page.getByRole('searchbox').fill('checkout');
  await expect(page.getByRole('grid')).toHaveAccessibleName(/^4 regressions/);
  const href = (await page.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? '';
  const json = await request.get(href);
  expect(await json.json()).toHaveLength(4);
  const csv = await request.get(href.replace('.json?', '.csv?'));
  expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(5);
});

test('incidents are narrowed to a time, searched, and saved as a file', async ({
  page,
  post,
  request,
  repository,
}) => {
  const opened = (incident: string, title: string, at: string) => {
    return { type: 'incident.opened', repository, incident, title, at };
  };
  await post([
    opened('INC-1', 'The disk is full', '2025-03-02T12:00:00Z'),
    opened('INC-2', 'Orders are slow', '2025-03-09T12:00:00Z'),
    opened('INC-3', 'The disk is full again', '2025-03-20T12:00:00Z'),
  ]);
  await page.goto(`/incidents?repository=${repository}&${choice}`);
  const list = page.getByRole('table');
  await expect(list).toHaveAccessibleName('3 incidents, opened 1–31 Mar 2025, newest first.');
  await page.getByRole('button', { name: /^Opened/ }).click();
  await page.getByLabel('Last day').fill('2025-03-10');
  await page.keyboard.press('Enter');
  await expect(list).toHaveAccessibleName('2 incidents, opened 1–10 Mar 2025, newest first.');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('disk');
  await expect(list).toHaveAccessibleName(
    '1 incident, opened 1–10 Mar 2025, newest first, that match “disk”.',
  );
  const href = (await page.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? '';
  expect(await (await request.get(href)).json()).toMatchObject([{ key: 'INC-1' }]);
  const csv = await request.get(href.replace('.json?', '.csv?'));
  expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(2);
});
