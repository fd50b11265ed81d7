import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

// In order: each rule makes all that is stored judged anew, and the page tells of the last time only.
test.describe.configure({ mode: 'default' });

/** An account that no other test has heard of. */
const accountOf = (repository: string) => `acme-bot-${repository.slice(-12)}`;

const merged = (repository: string) => ({
  type: 'change.merged',
  repository,
  number: 1,
  title: 'Add limits',
  author: { login: accountOf(repository) },
  mergedAt: '2025-03-01T12:00:00Z',
});

test('an account is said to be an agent’s, history is judged anew, and it is taken back', async ({
  page,
  post,
  repository,
}) => {
  test.slow();
  const account = accountOf(repository);
  await post(merged(repository));
  await expectWrittenBy(page, repository, 'Human');

  await page.goto(`/settings/rules?found=account&pattern=${account}`);
  const form = page.getByRole('form', { name: 'Add a rule' });
  await expect(form.getByLabel('Login or e-mail')).toHaveValue(account);
  await form.getByLabel('namely').fill('Claude Code');
  await form.getByLabel('Because').fill(`It works on ${repository}`);
  await form.getByRole('button', { name: 'Add rule' }).click();
  await expect(form.getByLabel('Login or e-mail')).toHaveValue('');
  await expectMoved(page, '1 change moved: 1 from people to agents.');
  const rule = page.getByRole('row').filter({ hasText: account });
  await expect(rule).toContainText('Claude Code');
  await expectWrittenBy(page, repository, 'Agent · Claude Code');

  await page.goto('/settings/rules');
  await rule.getByRole('button', { name: `Revoke: account ${account} is Claude Code` }).click();
  await expect(rule).toHaveCount(0);
  await expectMoved(page, '1 change moved: 1 from agents to people.');
  await expectWrittenBy(page, repository, 'Human');

  await page.goto('/settings/audit');
  await page.getByLabel('About').fill(repository);
  const trail = page.getByRole('table', { name: '2 entries, newest first.' });
  await expect(trail.getByRole('row').nth(1)).toContainText('Revoked a rule');
  await expect(trail.getByRole('row').nth(2)).toContainText(
    new RegExp(`Added a rule: rule \\d+no rule → account ${account} is Claude Code`),
  );
  await expect(trail.getByRole('button')).toHaveCount(0);
});

test('a rule is undone from the audit trail', async ({ page, request, repository }) => {
  const pattern = `${accountOf(repository)}/*`;
  const added = await addRule(request, {
    found: 'branch',
    pattern,
    agent: 'acme',
    reason: pattern,
  });
  expect(added.status()).toBe(201);
  await page.goto(`/settings/audit?search=${encodeURIComponent(pattern)}`);
  await page.getByRole('button', { name: /^Undo: Added a rule/ }).click();
  await expect(page.getByRole('table', { name: '2 entries, newest first.' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

for (const [what, wrong, field] of [
  ['that would match everything', { pattern: '*' }, 'pattern'],
  ['of a place that there is not', { found: 'dream' }, 'found'],
  ['of no agent', { agent: undefined }, 'agent'],
  ['without a reason', { reason: '' }, 'reason'],
  [
    'for a person’s branch',
    { found: 'branch', authorship: 'human', agent: undefined },
    'authorship',
  ],
  ['for days that run backwards', { from: '2026-02-01', until: '2026-01-01' }, 'from'],
] as const) {
  test(`a rule ${what} is refused by the name of the field`, async ({ request }) => {
    const right = { found: 'account', pattern: 'nobody', agent: 'codex', reason: 'we know' };
    const response = await addRule(request, { ...right, ...wrong });
    expect(response.status()).toBe(400);
    const { error } = await response.json();
    expect(error).toMatchObject({ code: 'bad-request', path: field });
  });
}

test('the page says at the field what is wrong with a rule', async ({ page }) => {
  await page.goto('/settings/rules');
  const form = page.getByRole('form', { name: 'Add a rule' });
  const pattern = form.getByLabel('Login or e-mail');
  await pattern.fill('*');
  await form.getByRole('button', { name: 'Add rule' }).click();
  await expect(pattern).toHaveAccessibleDescription('would match everything');
});

test('a service has hours of its own, with a reason that is kept', async ({ page, repository }) => {
  await page.goto('/settings/regressions');
  const form = page.getByRole('form', { name: 'How far before an incident' });
  await form.getByRole('button', { name: 'Set a service apart' }).click();
  const service = form.getByLabel('Service', { exact: true }).last();
  await service.fill(repository);
  await form.getByLabel(`Hours of ${repository}`).fill('48');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('Because: ');
  await form.getByLabel('Because').fill(`It fails late: ${repository}`);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');
  await page.goto(`/settings/audit?search=${encodeURIComponent(repository)}`);
  await expect(page.getByRole('table')).toContainText(`${repository} 48 hours`);
});

function addRule(request: APIRequestContext, rule: object) {
  return request.post('/api/v1/rules', { data: rule });
}

async function expectMoved(page: Page, words: string) {
  const panel = page.getByRole('region', { name: 'Judging history anew' });
  await expect(panel.getByRole('status')).toHaveText(`Done. ${words}`, { timeout: 60_000 });
}

async function expectWrittenBy(page: Page, repository: string, words: string) {
  await page.goto(`/changes/${repository}/1`);
  const part = page.locator('section', {
    has: page.getByRole('heading', { name: 'Who wrote it' }),
  });
  await expect(part).toContainText(words);
}
