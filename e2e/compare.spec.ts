import { expect, test } from '@/e2e/fixtures';

/** Changes of one repository by two agents, of which the first one's break. */
const changes = (repository: string) =>
  Array.from({ length: 60 }, (_, index) => {
    const number = index + 1;
    const agent = index % 2 === 0 ? 'codex' : 'cursor';
    const mergedAt = `2025-03-${String((index % 9) + 1).padStart(2, '0')}T12:00:00Z`;
    const merged = {
      type: 'change.merged',
      repository,
      number,
      title: `Change ${number}`,
      mergedAt,
      authorship: 'agent',
      agent,
    };
    const broke = {
      type: 'regression.reported',
      repository,
      report: `r-${number}`,
      at: '2025-03-12T12:00:00Z',
      change: { number },
    };
    return agent === 'codex' && index % 4 === 0 ? [merged, broke] : [merged];
  }).flat();

test('two agents are picked, compared, shared by the address, and gone back from', async ({
  page,
  post,
  repository,
}) => {
  await post(changes(repository));
  const within = `repository=${repository}&from=2025-03-01&to=2025-03-31`;
  const address = `/compare?${new URLSearchParams({ a: within, b: within })}`;
  await page.goto(address);
  const one = page.getByRole('group', { name: /^A: / });
  await one.getByRole('button', { name: /^Agent/ }).click();
  await one.getByRole('checkbox', { name: 'Codex' }).check();
  await page.keyboard.press('Escape');
  const other = page.getByRole('group', { name: /^B: / });
  await other.getByRole('button', { name: /^Agent/ }).click();
  await other.getByRole('checkbox', { name: 'Cursor' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByText('15 regressed of 30 changes')).toBeVisible();
  await expect(page.getByText('0 regressed of 30 changes')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Like with like/ })).toBeVisible();
  // Of one repository, size, quarter and kind of work alone: it has the whole weight.
  const group = page.getByRole('row', {
    name: new RegExp(`^${repository} .*15 of 30 0 of 30 100%`),
  });
  await expect(group).toBeVisible();
  const shared = page.url();
  await page.goBack();
  await expect(page.getByText('0 regressed of 30 changes')).toHaveCount(0);
  await page.goto(shared);
  await expect(page.getByText('0 regressed of 30 changes')).toBeVisible();

  await page.getByRole('button', { name: /^Kind/ }).click();
  await page.getByRole('checkbox', { name: 'Reported' }).uncheck();
  await expect(page.getByText('0 regressed of 30 changes')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Reported' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '15 regressed' }).click();
  await expect(page.getByRole('grid')).toHaveAccessibleName(
    /^15 regressions of changes by .* \(Codex\) in /,
  );
});

test('a cohort that is no filter is refused by its name', async ({ request }) => {
  const said = await request.get('/api/v1/cohorts?a=colour%3Dred');
  expect(said.status()).toBe(400);
  expect((await said.json()).error).toMatchObject({ code: 'bad-request', path: 'a' });
});
