import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '@/lib/domain/event';
import { github } from '@/lib/sources/github/github';
import { VerifiedDelivery } from '@/lib/sources/source';

const receivedAt = new Date('2026-05-31T12:00:00.000Z');
const sha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
const bytesOf = (text: string) => new TextEncoder().encode(text);

const repository = {
  full_name: 'acme/web',
  html_url: 'https://github.com/acme/web',
  default_branch: 'main',
  pushed_at: 1780221600,
  updated_at: '2026-05-01T08:00:00Z',
};
const seen = {
  type: 'repository.seen',
  repository: 'acme/web',
  at: '2026-05-31T10:00:00.000Z',
  url: 'https://github.com/acme/web',
  defaultBranch: 'main',
};
const pullRequest = {
  number: 7,
  title: 'Add a page',
  body: 'One\r\ntwo',
  html_url: 'https://github.com/acme/web/pull/7',
  state: 'open',
  user: { login: 'copilot[bot]', type: 'Bot' },
  head: { ref: 'copilot/add-page', repo: null },
  base: { ref: 'main' },
  labels: [{ name: 'ui' }],
  created_at: '2026-05-30T10:00:00Z',
  updated_at: '2026-05-31T09:00:00+02:00',
  closed_at: null,
  merged_at: null,
  merge_commit_sha: sha,
};
const issue = {
  number: 45,
  title: 'Totals are wrong',
  body: 'Since #7.',
  labels: [],
  user: { login: 'ada', type: 'User' },
  created_at: '2026-05-30T10:00:00Z',
  updated_at: '2026-05-30T10:00:00Z',
};
const comment = { id: 9, body: 'Bisected to #7', created_at: '2026-05-30T11:00:00Z' };
const labels = [{ name: 'kind/regression' }];

function read(event: string, payload: object, type = 'application/json') {
  const json = JSON.stringify({ repository, ...payload });
  const body = type.includes('form') ? `payload=${encodeURIComponent(json)}` : json;
  const headers = { 'x-github-event': event, 'content-type': type };
  return github.read(new VerifiedDelivery(headers, bytesOf(body), receivedAt), []);
}

/** The events without those about the repository, which every payload carries. */
function told(event: string, payload: object): LedgerEvent[] {
  return (read(event, payload).events ?? []).filter(({ type }) => type !== 'repository.seen');
}

it('agrees with the signature that GitHub publishes', async () => {
  const headers = new Headers({
    'x-hub-signature-256':
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  });
  const secrets = ["It's a Secret to Everybody"];
  const body = bytesOf('Hello, World!');
  const verified = await github.verify(
    { headers, token: undefined, body, at: receivedAt },
    secrets,
  );
  expect(verified).toBeInstanceOf(VerifiedDelivery);
});

describe('a pull request', () => {
  const described = {
    repository: 'acme/web',
    at: '2026-05-31T07:00:00.000Z',
    number: 7,
    title: 'Add a page',
    body: 'One\ntwo',
    author: { login: 'copilot[bot]', bot: true },
    branch: 'copilot/add-page',
    baseBranch: 'main',
    labels: ['ui'],
    openedAt: '2026-05-30T10:00:00.000Z',
  };

  it.each(['opened', 'edited', 'labeled', 'unlabeled', 'synchronize', 'reopened', 'invented'])(
    'that was %s is an updated change',
    (action) => {
      const events = told('pull_request', { action, pull_request: pullRequest });
      expect(events).toEqual([expect.objectContaining({ type: 'change.updated', ...described })]);
      expect(events[0]).not.toHaveProperty('mergeSha');
    },
  );

  it('that was merged is a merged change, with when and as what', () => {
    const merged = { ...pullRequest, state: 'closed', merged_at: '2026-05-31T06:00:00Z' };
    expect(told('pull_request', { action: 'closed', pull_request: merged })).toEqual([
      expect.objectContaining({
        type: 'change.merged',
        ...described,
        mergedAt: '2026-05-31T06:00:00.000Z',
        mergeSha: sha,
      }),
    ]);
  });

  it('that was closed otherwise is a closed change', () => {
    const closed = { ...pullRequest, state: 'closed', closed_at: '2026-05-31T06:00:00Z' };
    expect(told('pull_request', { action: 'closed', pull_request: closed })).toEqual([
      expect.objectContaining({ type: 'change.closed', ...described }),
    ]);
  });

  it('that tells no moment happened when it was received', () => {
    const bare = { number: 7, title: 'Add a page', state: 'open' };
    expect(told('pull_request', { action: 'opened', pull_request: bare })).toEqual([
      expect.objectContaining({ type: 'change.updated', at: receivedAt.toISOString() }),
    ]);
  });

  it('without a number cannot be read, and says where', () => {
    const { number: _, ...nameless } = pullRequest;
    expect(read('pull_request', { pull_request: nameless }).fault).toEqual({
      path: 'pull_request.number',
      reason: 'is missing',
    });
  });

  it('keeps what fits of a title and a body that are too long', () => {
    const long = { ...pullRequest, title: 'x'.repeat(9_999), body: 'y'.repeat(999_999) };
    const [event] = told('pull_request', { pull_request: long });
    expect(event).toMatchObject({ title: 'x'.repeat(500), body: 'y'.repeat(200_000) });
  });
});

describe('a review', () => {
  const review = { id: 3, state: 'changes_requested', submitted_at: '2026-05-30T12:00:00Z' };

  it('is told with its verdict', () => {
    const user = { login: 'ada', type: 'User' };
    expect(
      told('pull_request_review', { review: { ...review, user }, pull_request: pullRequest }),
    ).toEqual([
      {
        type: 'review.submitted',
        repository: 'acme/web',
        at: '2026-05-30T12:00:00.000Z',
        number: 7,
        review: '3',
        reviewer: { login: 'ada', bot: false },
        verdict: 'changes-requested',
      },
    ]);
  });

  it('that is dismissed is newer than when it was submitted', () => {
    const dismissed = { ...review, state: 'dismissed' };
    expect(told('pull_request_review', { review: dismissed, pull_request: pullRequest })).toEqual([
      expect.objectContaining({ at: '2026-05-31T07:00:00.000Z', verdict: 'dismissed' }),
    ]);
  });
});

describe('a push', () => {
  const push = {
    ref: 'refs/heads/main',
    after: sha,
    commits: [
      {
        id: sha,
        message: 'Fix it\r\n\r\nCo-authored-by: Claude <noreply@anthropic.com>',
        timestamp: '2026-05-31T11:59:00+02:00',
        author: { name: 'Ada', email: 'ada@example.com', username: 'ada' },
        committer: { name: 'GitHub', email: null },
      },
    ],
  };

  it('to the default branch tells its commits, as of when it was pushed', () => {
    expect(told('push', push)).toEqual([
      {
        type: 'commits.pushed',
        repository: 'acme/web',
        at: '2026-05-31T10:00:00.000Z',
        branch: 'main',
        head: sha,
        commits: [
          {
            sha,
            message: 'Fix it\n\nCo-authored-by: Claude <noreply@anthropic.com>',
            committedAt: '2026-05-31T09:59:00.000Z',
            author: { login: 'ada', name: 'Ada', email: 'ada@example.com' },
            committer: { name: 'GitHub' },
          },
        ],
      },
    ]);
  });

  it.each([
    ['another branch', { ref: 'refs/heads/feature' }],
    ['a tag', { ref: 'refs/tags/main' }],
    ['the default branch, of nothing', { commits: [] }],
    ['the default branch, deleting it', { deleted: true, after: '0'.repeat(40) }],
  ])('to %s is ignored, but tells that the repository is there', (_, change) => {
    const { events, ignored } = read('push', { ...push, ...change });
    expect(events).toEqual([seen]);
    expect(ignored).toMatch(/^a push/);
  });
});

describe('checks', () => {
  const run = {
    head_sha: sha,
    name: 'test',
    status: 'completed',
    conclusion: 'failure',
    completed_at: '2026-05-31T08:00:00Z',
    updated_at: '2026-05-31T08:00:00Z',
    app: { name: 'GitHub Actions' },
  };
  const status = { sha, context: 'ci/build', state: 'error', updated_at: '2026-05-31T08:00:00Z' };

  it.each([
    ['check_run', { check_run: run }, 'test', 'failed'],
    ['check_run', { check_run: { ...run, conclusion: 'neutral' } }, 'test', 'passed'],
    ['check_run', { check_run: { ...run, conclusion: 'skipped' } }, 'test', 'skipped'],
    ['check_suite', { check_suite: run }, 'GitHub Actions', 'failed'],
    ['workflow_run', { workflow_run: { ...run, conclusion: 'success' } }, 'test', 'passed'],
    ['workflow_run', { workflow_run: { ...run, conclusion: 'cancelled' } }, 'test', 'cancelled'],
    ['status', status, 'ci/build', 'failed'],
  ])('told by %s are finished', (event, payload, name, conclusion) => {
    expect(told(event, payload)).toEqual([
      {
        type: 'checks.finished',
        repository: 'acme/web',
        at: '2026-05-31T08:00:00.000Z',
        sha,
        name,
        conclusion,
      },
    ]);
  });

  it.each([
    ['check_run', { check_run: { ...run, status: 'queued', conclusion: null } }],
    ['check_suite', { check_suite: { ...run, status: 'queued' } }],
    ['workflow_run', { workflow_run: { ...run, conclusion: 'action_required' } }],
    ['status', { ...status, state: 'pending' }],
  ])('told by %s are ignored while they decide nothing', (event, payload) => {
    expect(told(event, payload)).toEqual([]);
    expect(read(event, payload).ignored).toMatch(/^a check that is /);
  });
});

describe('a deployment', () => {
  const status = {
    state: 'success',
    environment: 'production',
    created_at: '2026-05-31T08:00:00Z',
  };
  const deployment = { id: 11, sha, environment: 'staging' };

  it.each([
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ])('whose state is %s has %s', (state, conclusion) => {
    const payload = { deployment_status: { ...status, state }, deployment };
    expect(told('deployment_status', payload)).toEqual([
      {
        type: 'deployment.finished',
        repository: 'acme/web',
        at: '2026-05-31T08:00:00.000Z',
        deployment: '11',
        sha,
        environment: 'production',
        conclusion,
      },
    ]);
  });

  it.each(['pending', 'in_progress', 'inactive', 'invented'])('that is %s is ignored', (state) => {
    const payload = { deployment_status: { ...status, state }, deployment };
    expect(told('deployment_status', payload)).toEqual([]);
  });
});

describe('an issue', () => {
  it.each([
    ['carries a regression label', { labels }],
    ['speaks of a regression in its title', { title: 'Regression: totals' }],
    ['speaks of one in its text', { body: 'This regressed in #7' }],
  ])('reports a regression when it %s', (_, change) => {
    const events = told('issues', { action: 'opened', issue: { ...issue, ...change } });
    expect(events).toEqual([
      expect.objectContaining({ type: 'regression.reported', report: 'issue-45' }),
    ]);
  });

  it.each([
    ['carries another label', { labels: [{ name: 'regression-tests' }, { name: 'bug' }] }],
    ['says that there is none', { body: 'No visible regression so far' }],
    ['wants tests', { title: 'Add a regression test for #7' }],
    ['is about statistics', { title: 'Logistic regression is slow' }],
  ])('reports none when it %s', (_, change) => {
    expect(told('issues', { action: 'opened', issue: { ...issue, ...change } })).toEqual([]);
  });

  it('is a report from when it was opened, with the words that it has now', () => {
    const edited = { ...issue, labels, body: 'Broken by #8', updated_at: '2026-06-02T00:00:00Z' };
    const events = told('issues', { action: 'edited', issue: edited });
    expect(events.map(({ at }) => at)).toEqual([
      '2026-05-30T10:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
    ]);
    for (const event of events) expect(event).toMatchObject({ text: 'Broken by #8' });
  });

  it('that is deleted reports nothing', () => {
    expect(told('issues', { action: 'deleted', issue: { ...issue, labels } })).toEqual([]);
  });
});

describe('a comment', () => {
  it.each([
    ['names something on an issue with the label', { labels }, {}],
    ['speaks of a regression itself', {}, { body: 'A regression of #7' }],
    ['speaks of one on a pull request', { pull_request: {} }, { body: 'This regressed search' }],
  ])('reports a regression when it %s', (_, onIssue, said) => {
    const payload = { issue: { ...issue, ...onIssue }, comment: { ...comment, ...said } };
    expect(told('issue_comment', payload)).toEqual([
      expect.objectContaining({ type: 'regression.reported', report: 'comment-9' }),
    ]);
  });

  it.each([
    ['only names something', {}, {}],
    ['names nothing on an issue with the label', { labels }, { body: 'Me too' }],
    ['names something on a pull request with the label', { labels, pull_request: {} }, {}],
  ])('reports none when it %s', (_, onIssue, said) => {
    const payload = { issue: { ...issue, ...onIssue }, comment: { ...comment, ...said } };
    expect(told('issue_comment', payload)).toEqual([]);
  });
});

it('reads a delivery that was sent as a form', () => {
  const { events } = read(
    'pull_request',
    { pull_request: pullRequest },
    'application/x-www-form-urlencoded',
  );
  expect(events).toHaveLength(2);
});

it('learns of a greeting only which repository it came from', () => {
  expect(read('ping', { zen: 'Keep it logically awesome.' })).toEqual({ events: [seen] });
  expect(read('installation', { repository: undefined })).toEqual({ events: [] });
});

it('takes the name of a repository from its parts where it is not told whole', () => {
  const parts = { name: 'web', owner: { login: 'acme' } };
  const { events } = read('pull_request', { pull_request: pullRequest, repository: parts });
  expect(events?.map((event) => event.repository)).toEqual(['acme/web', 'acme/web']);
});

describe('a repository', () => {
  it.each([
    ['renamed', { repository: { name: { from: 'shop' } } }, 'acme/shop'],
    ['transferred', { owner: { from: { organization: { login: 'old' } } } }, 'old/web'],
    ['transferred', { owner: { from: { user: { login: 'ada' } } } }, 'ada/web'],
  ])('that was %s keeps its history', (action, changes, from) => {
    expect(told('repository', { action, changes })).toEqual([
      {
        type: 'repository.renamed',
        repository: 'acme/web',
        from,
        at: '2026-05-01T08:00:00.000Z',
      },
    ]);
  });

  it('that was archived tells nothing of changes', () => {
    expect(told('repository', { action: 'archived' })).toEqual([]);
  });
});

it('says what to tick on the page of GitHub', () => {
  expect(github.setup.contentType).toBe('application/json');
  expect(github.setup.events).toContain('Pull requests');
});
