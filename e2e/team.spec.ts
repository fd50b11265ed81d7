import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';

const merged = (repository: string, number: number, more: object = {}) => ({
  type: 'change.merged',
  repository,
  number,
  title: `Change ${number}`,
  author: { login: 'dana' },
  mergedAt: `2025-03-0${number}T12:00:00Z`,
  ...more,
});
const byAgent = { author: { login: 'devin-ai-integration[bot]', bot: true } };
const incident = (repository: string, more: object = {}) => ({
  type: 'incident.opened',
  repository,
  at: '2025-03-03T15:00:00Z',
  incident: 'INC-7',
  title: 'Orders are charged twice',
  ...more,
});
/** What leads to a suspicion, no more: an incident in the hours after a deployment of the first change. */
const suspicion = (repository: string) => [
  merged(repository, 1, { mergeSha: '1'.repeat(40) }),
  {
    type: 'deployment.finished',
    repository,
    at: '2025-03-03T12:00:00Z',
    deployment: 'deploy-1',
    sha: '1'.repeat(40),
    environment: 'production',
    service: 'orders',
    conclusion: 'succeeded',
  },
  incident(repository, { service: 'orders' }),
];

test('overrides who wrote a change with a reason, sees it counted so, and undoes it', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([merged(repository, 1, byAgent), merged(repository, 2)]);
  await expectCounts(page, repository, { agent: '0 of 1', human: '0 of 1' });

  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'Who wrote it');
  await expect(part).toContainText('Agent · Devin');
  await part.getByRole('button', { name: 'Someone else wrote this' }).click();
  const form = part.getByRole('form', { name: 'Someone else wrote this' });
  await expect(form.getByLabel('It was written by')).toBeFocused();
  await form.getByLabel('It was written by').selectOption('A person');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByLabel('Because')).toHaveAccessibleDescription('say in a few words why');
  await expect(form.getByLabel('Because')).toBeFocused();
  await form.getByLabel('Because').fill('Dana typed it all by hand');
  await page.keyboard.press('Enter');

  await expect(part).toContainText(/Decided by Administrator .* on .*: Dana typed it all by hand/);
  await expect(part.getByRole('status')).toHaveText(
    'Saved. The change counts by your word from now on.',
  );
  await expect(part.getByRole('heading', { name: 'Who wrote it' })).toBeFocused();
  const evidence = part.getByRole('listitem');
  await expect(evidence.filter({ hasText: 'overridden-by-person' })).toContainText('human');
  await expect(evidence.filter({ hasText: 'devin-ai-integration[bot]' })).toHaveCount(1);
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      authorship: 'human',
      agent: null,
      override: { authorship: 'human', reason: 'Dana typed it all by hand' },
    });
  await expectCounts(page, repository, { agent: 'no changes', human: '0 of 2' });

  await page.goto(`/changes/${repository}/1`);
  await part.getByRole('button', { name: 'Undo: who wrote it' }).click();
  await expect(part).toContainText('Agent · Devin');
  await expect(part.getByRole('button', { name: 'Undo: who wrote it' })).toHaveCount(0);
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({ authorship: 'agent', override: null });
  await expectCounts(page, repository, { agent: '0 of 1', human: '0 of 1' });
});

test('says which agent wrote a change that carries no mark', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post(merged(repository, 1));
  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'Who wrote it');
  await part.getByRole('button', { name: 'Someone else wrote this' }).click();
  await part.getByLabel('namely').fill('Claude Code');
  await part.getByLabel('Because').fill('Its session is linked in chat');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part).toContainText('Agent · Claude Code');
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      authorship: 'agent',
      agent: 'claude-code',
      override: { agent: 'claude-code' },
    });
});

test('goes from a change to a rule for its whole account', async ({ page, post, repository }) => {
  await post(merged(repository, 1, { author: { login: 'acme-bot' } }));
  await page.goto(`/changes/${repository}/1`);
  await page.getByRole('link', { name: 'Make a rule for the whole account' }).click();
  const form = page.getByRole('form', { name: 'Add a rule' });
  await expect(form.getByLabel('Login or e-mail')).toHaveValue('acme-bot');
});

test('dismisses a regression with a reason, and undoes it', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([merged(repository, 1), incident(repository, { changes: [{ number: 1 }] })]);
  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'What came of it');
  await expect(part).toContainText('Confirmed');
  await part.getByRole('button', { name: 'Dismiss: Incident on day 3' }).click();
  await part.getByLabel('Because').fill('The alarm was a false one');
  await part.getByRole('button', { name: 'Dismiss it' }).click();

  await expect(part).toContainText(
    /Dismissed by Administrator .* on .*: The alarm was a false one/,
  );
  await expect(part.getByRole('status')).toHaveText('Dismissed. It is not counted any more.');
  await expect(part.getByRole('heading', { name: /^Incident, on day 3/ })).toBeFocused();
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: null,
      regressions: [
        {
          status: 'dismissed',
          decision: { decision: 'dismissed', reason: 'The alarm was a false one' },
        },
      ],
    });
  await expectCounts(page, repository, { agent: 'no changes', human: '0 of 1' });

  await page.goto('/settings/audit');
  await page.getByLabel('About').fill(repository);
  const entry = page.getByRole('row').filter({ hasText: 'The alarm was a false one' });
  await expect(entry).toContainText('Dismissed a regression');
  await entry.getByRole('button', { name: /^Undo/ }).click();
  await expect(entry).toHaveCount(2);
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: 3,
      regressions: [{ status: 'confirmed', decision: null }],
    });
});

test.describe('while the server refuses', () => {
  const path = '/api/v1/decision';
  test.use({ refusedPath: path });

  test('shows a decision at once, and takes it back with the reason, but not what was typed', async ({
    page,
    post,
    repository,
  }) => {
    await post([merged(repository, 1), incident(repository, { changes: [{ number: 1 }] })]);
    let refuse = () => {};
    const asked = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    await page.route(`**${path}`, async (route) => {
      await asked;
      await route.fulfill({ status: 503, json: { error: { message: 'It restarts.' } } });
    });
    await page.goto(`/changes/${repository}/1`);
    const part = section(page, 'What came of it');
    await part.getByRole('button', { name: 'Dismiss: Incident on day 3' }).click();
    await part.getByLabel('Because').fill('The alarm was a false one');
    await part.getByRole('button', { name: 'Dismiss it' }).click();
    await expect(part).toContainText(/Dismissed by Administrator .*: The alarm was a false one/);

    refuse();
    await expect(part.getByRole('alert')).toHaveText('It was not saved. It restarts.');
    await expect(part).not.toContainText('Dismissed by');
    await expect(part).toContainText('Confirmed');
    await expect(part.getByLabel('Because')).toHaveValue('The alarm was a false one');
  });
});

test('confirms by one click what is only suspected, which then counts', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post(suspicion(repository));
  await expectCounts(page, repository, { agent: 'no changes', human: '0 of 1' });
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressions: [{ kind: 'incident', status: 'suspected' }],
    });

  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'What came of it');
  await part.getByRole('link', { name: 'Incident', exact: true }).click();
  const story = section(page, 'What broke');
  await expect(story).toContainText('Suspected');
  await story.getByRole('button', { name: 'Confirm: Incident on day 3' }).click();
  await expect(story).toContainText(/Confirmed by Administrator .* on /);
  await expect(story.getByRole('status')).toHaveText('Confirmed. It counts from now on.');
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: 3,
      regressions: [{ status: 'confirmed', decision: { decision: 'confirmed' } }],
    });
  await expectCounts(page, repository, { agent: 'no changes', human: '1 of 1' });
});

test('takes away on its own page what did not come of the change, and brings it back', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post(suspicion(repository));
  const { regressions } = await told(request, repository, 1);
  await page.goto(`/regressions/${regressions[0].id}`);
  const story = section(page, 'What broke');
  await story.getByRole('button', { name: /^Unlink: / }).click();
  await story.getByLabel('Because').fill('The disk was full');
  await story.getByRole('button', { name: 'Unlink it' }).click();
  await expect(story.getByRole('heading', { name: 'Not because of this change' })).toBeVisible();
  await expect(story).toContainText(/Unlinked by Administrator .* on .*: The disk was full/);
  await expect(story.getByRole('heading', { name: 'What broke' })).toBeFocused();
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressions: [],
      unlinked: [{ kind: 'incident', decision: { reason: 'The disk was full' } }],
    });

  await page.getByRole('link', { name: 'Everything about this change' }).click();
  const part = section(page, 'What came of it');
  await part.getByRole('button', { name: 'Undo: Unlinked, Incident' }).click();
  await expect(part).toContainText('Suspected');
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressions: [{ status: 'suspected', decision: null }],
      unlinked: [],
    });
});

test('decides why something broke, and takes it back from the audit trail', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([
    merged(repository, 1, byAgent),
    incident(repository, { title: 'Orders time out', changes: [{ number: 1 }] }),
  ]);
  const { regressions } = await told(request, repository, 1);
  await page.goto(`/regressions/${regressions[0].id}`);
  const part = section(page, 'Why it broke');
  await expect(part).toContainText('Suggested: Operations.');
  await expect(part.getByRole('listitem')).toContainText('time out');
  await part.getByRole('button', { name: 'It broke for another reason' }).click();
  await part.getByLabel('It broke by').selectOption('intent');
  await part.getByLabel('Because').fill('The limit was asked for per shop');
  await part.getByRole('button', { name: 'Save' }).click();

  await expect(part).toContainText(/Decided by .* on .*: The limit was asked for per shop/);
  await expect(part).toContainText('Suggested was Operations.');
  await expect(part.getByRole('heading', { name: 'Why it broke' })).toBeFocused();
  await expect(part.getByRole('status')).toHaveText(/^Saved\./);
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressions: [{ failureMode: { failureMode: 'intent' } }],
    });

  await page.goto(`/?repository=${repository}&from=2025-03-01&to=2025-03-31`);
  const panel = page.getByRole('region', { name: 'By failure mode' });
  await expect(panel).toContainText('1 decided by a person');
  await panel.getByRole('link', { name: '1 Intent, Agent' }).click();
  await expect(page.getByText(/^1 regression with the failure mode intent/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change 1' })).toBeVisible();

  await page.goto('/settings/audit');
  await page.getByLabel('About').fill(repository);
  const entry = page.getByRole('row').filter({ hasText: 'per shop' });
  await expect(entry).toContainText('Said why a change broke');
  await entry.getByRole('button', { name: /^Undo/ }).click();
  await expect(entry).toHaveCount(2);
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressions: [{ failureMode: null, suggestion: { failureMode: 'operations' } }],
    });
});

test('keeps notes on a regression, of which only addresses are links', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([merged(repository, 1), incident(repository, { changes: [{ number: 1 }] })]);
  const { regressions } = await told(request, repository, 1);
  await page.goto(`/regressions/${regressions[0].id}`);
  const part = section(page, 'Notes');
  await part.getByRole('button', { name: 'Add a note' }).click();
  const field = part.getByRole('textbox', { name: 'The note' });
  await expect(field).toBeFocused();
  await part.getByRole('button', { name: 'Save the note' }).click();
  await expect(field).toHaveAccessibleDescription(/must not be empty/);
  await field.fill('See https://wiki.example.org/orders, not <b>javascript:alert(1)</b>.');
  await part.getByRole('button', { name: 'Save the note' }).click();

  await expect(part.getByRole('form')).toHaveCount(0);
  const note = part.getByRole('listitem');
  await expect(note).toContainText('not <b>javascript:alert(1)</b>.');
  await expect(note.getByRole('link')).toHaveAttribute('href', 'https://wiki.example.org/orders');
  await note.getByRole('button', { name: /^Edit/ }).click();
  await field.fill('It was the queue');
  await part.getByRole('button', { name: 'Save the note' }).click();
  await expect(note).toContainText(/It was the queue.*edited/);
  await note.getByRole('button', { name: /^Delete the note/ }).click();
  await expect(part).toContainText('None yet.');
  const back = page.getByRole('status').filter({ hasText: 'The note is deleted.' });
  await back.getByRole('button', { name: 'Undo' }).click();
  await expect(note).toContainText(/It was the queue.*edited/);
  await expect(back).toHaveCount(0);
});

test('keeps the page of a regression that was unlinked, and links it again from there', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post(suspicion(repository));
  const { regressions } = await told(request, repository, 1);
  const id = regressions[0].id;
  const data = { id, decision: 'unlinked', reason: 'The disk was full' };
  expect((await request.put('/api/v1/decision', { data })).ok()).toBe(true);
  await page.goto(`/regressions/${id}`);
  const story = section(page, 'What broke');
  await expect(story).toContainText('it counts nowhere');
  await expect(story).toContainText('Incident: Orders are charged twice');
  await expect(story.getByRole('button', { name: 'Link what broke' })).toBeVisible();
  await story.getByRole('button', { name: /^Undo: Unlinked/ }).click();
  await expect(story).toContainText('Suspected');
  await expect(section(page, 'Why it broke')).toContainText('Not known yet');
});

test('goes from a deployment to what it brought out and what that broke', async ({
  page,
  post,
  repository,
}) => {
  await post([...suspicion(repository), merged(repository, 2)]);
  await page.goto(`/deployments?repository=${repository}&from=2025-03-01`);
  await page.getByRole('link', { name: 'Change 1' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change 1');
  await expect(section(page, 'What came of it')).toContainText('Incident on day 3');
  const brought = section(page, 'What it brought out');
  await expect(brought.getByRole('link')).toHaveText(['Change 2', 'Change 1']);
  await page.getByRole('link', { name: 'Change 1' }).first().click();
  await expect(section(page, 'What broke')).toContainText('Suspected');
});

test('links an incident by hand, and takes the link away again', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([merged(repository, 1), incident(repository)]);
  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'What came of it');
  await expect(part).toContainText('No regression known');
  await part.getByRole('button', { name: 'Link what broke' }).click();
  const cause = part.getByLabel('The incident');
  await part.getByLabel('Because').fill('The stack trace names its line');
  await part.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(cause).toHaveAccessibleDescription('must not be empty');
  await cause.fill('INC-7');
  await part.getByRole('button', { name: 'Link', exact: true }).click();

  await expect(part.getByRole('heading', { name: /^Incident, on day 3/ })).toBeVisible();
  await expect(part).toContainText(
    /Linked by hand by Administrator .* on .*: The stack trace names/,
  );
  await expect(part.getByRole('form')).toHaveCount(0);
  await expect(part.getByRole('heading', { name: 'What came of it' })).toBeFocused();
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: 3,
      regressions: [{ kind: 'incident', status: 'confirmed', decision: { decision: 'linked' } }],
    });

  await part.getByRole('button', { name: /^Undo: Linked by hand/ }).click();
  await expect(part).toContainText('No regression known');
  await expect(part.getByRole('status')).toHaveText('Undone. It is linked no more.');
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: null,
      regressions: [],
      unlinked: [],
    });
});

test.describe('a cause that the server does not know', () => {
  test.use({ refusedPath: '/api/v1/link' });

  test('is told at its field', async ({ page, post, repository, request }) => {
    await post(merged(repository, 1));
    await page.goto(`/changes/${repository}/1`);
    const part = section(page, 'What came of it');
    await part.getByRole('button', { name: 'Link what broke' }).click();
    await part.getByLabel('What broke is shown by').selectOption('Revert');
    const cause = part.getByLabel('The change that undid it');
    await cause.fill('#99');
    await part.getByLabel('Because').fill('It undid it all');
    await part.getByRole('button', { name: 'Link', exact: true }).click();
    await expect(cause).toHaveAccessibleDescription('There is no change "#99" in this repository.');
    await expect(cause).toBeFocused();
    await expect.poll(() => told(request, repository, 1)).toMatchObject({ regressions: [] });
  });
});

test('reports that something broke, which the audit trail keeps', async ({
  page,
  post,
  repository,
  request,
}) => {
  await post([merged(repository, 1), merged(repository, 2)]);
  await page.goto(`/changes/${repository}/1`);
  const part = section(page, 'What came of it');
  await part.getByRole('button', { name: 'Link what broke' }).click();
  await part.getByLabel('What broke is shown by').selectOption('Reported');
  await part.getByRole('textbox', { name: 'What broke' }).fill('Carts lose their coupons');
  await part.getByLabel('On the day').fill('2025-03-02');
  await part.getByLabel('Because').fill('Support heard it from three shops');
  await part.getByRole('button', { name: 'Link', exact: true }).click();

  await expect(part.getByRole('heading', { name: /^Reported, on day 2/ })).toBeVisible();
  await expect(part).toContainText('Report: Carts lose their coupons');
  await expect
    .poll(() => told(request, repository, 1))
    .toMatchObject({
      regressedOnDay: 2,
      regressions: [
        { kind: 'reported', status: 'confirmed', cause: { title: 'Carts lose their coupons' } },
      ],
    });

  await page.goto('/settings/audit');
  await page.getByLabel('About').fill(repository);
  const entry = page.getByRole('row').filter({ hasText: 'Support heard it' });
  await expect(entry).toContainText('Carts lose their coupons');
  await entry.getByRole('link', { name: `${repository}/1` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change 1');
});

function section(page: Page, name: string) {
  return page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
}

async function told(request: APIRequestContext, repository: string, number: number) {
  const response = await request.get(`/api/v1/change?id=${repository}/${number}`);
  return response.json();
}

/** What the overview says of so few changes: counts, no percentages. */
async function expectCounts(
  page: Page,
  repository: string,
  counts: { agent: string; human: string },
) {
  await page.goto(`/?repository=${repository}&from=2025-03-01&to=2025-03-31`);
  const readings = page.getByRole('region', { name: 'Figures' }).getByRole('definition');
  await expect(readings.nth(0)).toHaveText(new RegExp(counts.agent));
  await expect(readings.nth(1)).toHaveText(new RegExp(counts.human));
}
