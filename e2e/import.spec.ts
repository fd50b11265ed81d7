import { withCheckout } from '@/e2e/checkout';
import { test as base, expect, npmRun } from '@/e2e/fixtures';

const agentTitle = 'Add a cart (#1)';

/** The folder of a checkout with four changes: one with an agent, which a later one reverts. */
const test = base.extend<{ checkout: string }>({
  checkout: ({ repository }, use) =>
    withCheckout(repository, async ({ folder, commit }) => {
      commit('2025-05-01', 'Begin');
      const cart = commit(
        '2025-05-04',
        `${agentTitle}\n\nCo-Authored-By: Claude <noreply@anthropic.com>`,
      );
      commit('2025-05-06', `Revert "${agentTitle}" (#2)\n\nThis reverts commit ${cart}.`);
      commit('2025-05-08', 'Correct a word (#3)');
      await use(folder);
    }),
});

test('a history is imported from the page, once however often', async ({
  page,
  request,
  repository,
  checkout,
}) => {
  await page.goto('/welcome');
  const card = page.getByRole('region', { name: 'Import a git history' });
  await card.getByLabel('Path on this server').fill(checkout);
  await card.getByRole('button', { name: 'Import', exact: true }).click();
  const run = card.getByRole('listitem').filter({ hasText: repository });
  await expect(run).toContainText('main, done');
  await expect(run).toContainText('4 changes: 3 human and 1 assisted. Agents: claude-code 1.');
  await expect(run).toContainText('1 regression found');

  const search = new URLSearchParams({
    repository,
    authorship: 'human,assisted',
    from: '2025-05-01',
    to: '2025-05-31',
  });
  const listed = async () => {
    const changes = await request.get(`/api/v1/changes?${search}`);
    const regressions = await request.get(`/api/v1/regressions?${search}`);
    return { changes: await changes.json(), regressions: await regressions.json() };
  };
  const before = await listed();
  expect(before).toMatchObject({
    changes: { total: 3 },
    regressions: { total: 1, rows: [{ kind: 'revert', day: 2, change: { number: 1 } }] },
  });
  expect(npmRun('import', checkout)).toContain(`${repository}: 0 changes added by this run.`);
  const trail = `/api/v1/audit?${new URLSearchParams({ repository, action: 'start-import' })}`;
  const { rows } = await (await request.get(trail)).json();
  expect(rows.map((row: { decidedBy: string }) => row.decidedBy)).toEqual([
    'npm run import',
    expect.stringMatching(/admin@example\.org/),
  ]);
  expect(await listed()).toEqual(before);

  await page.goto(`/regressions?${search}`);
  await page.getByRole('grid').getByRole('link', { name: 'Add a cart' }).first().click();
  const story = page.getByRole('article');
  await expect(story).toContainText('Revert on day 2 after the merge of');
  await expect(story).toContainText('This reverts commit');
  await expect(story).toContainText('Co-Authored-By: Claude');
  const hosted = story.getByRole('link', { name: '(opens the host)' });
  await expect(hosted.first()).toHaveAttribute('href', `https://github.com/${repository}`);
  for (const link of await hosted.all()) {
    await expect(link).toHaveAttribute('href', /^https:\/\//);
    await expect(link).toHaveAttribute('rel', /\bnoopener\b/);
  }
});

test.describe('a folder that is no checkout', () => {
  test.use({ refusedPath: '/api/v1/imports' });

  test('is refused in words', async ({ page }) => {
    await page.goto('/welcome');
    const card = page.getByRole('region', { name: 'Import a git history' });
    await card.getByLabel('Path on this server').fill('/nowhere');
    await card.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(card.getByRole('alert')).toContainText('/nowhere');
  });
});
