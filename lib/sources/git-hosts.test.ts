import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '@/lib/domain/event';
import { azureDevops } from '@/lib/sources/azure-devops';
import { bitbucket } from '@/lib/sources/bitbucket';
import { bitbucketDc } from '@/lib/sources/bitbucket-dc';
import * as azureSends from '@/lib/sources/fixtures/azure-devops';
import * as bitbucketSends from '@/lib/sources/fixtures/bitbucket';
import * as dataCenterSends from '@/lib/sources/fixtures/bitbucket-dc';
import { hex } from '@/lib/sources/fixtures/fixture';
import * as giteaSends from '@/lib/sources/fixtures/gitea';
import * as gitlabSends from '@/lib/sources/fixtures/gitlab';
import { standardWebhooksSender } from '@/lib/sources/fixtures/standard-webhooks';
import { forgejo, gitea } from '@/lib/sources/gitea';
import { gitlab } from '@/lib/sources/gitlab';
import { type Source, VerifiedDelivery } from '@/lib/sources/source';

const receivedAt = new Date('2026-11-20T12:00:00.000Z');
const sha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(source: Source, payload: unknown, headers: Record<string, string> = {}) {
  const body = bytesOf(JSON.stringify(payload));
  return source.read(new VerifiedDelivery(headers, body, receivedAt), ['acme/web']);
}
/** The events without what every payload says of the repository. */
const told = (...asked: Parameters<typeof read>): LedgerEvent[] =>
  (read(...asked).events ?? []).filter(({ type }) => type !== 'repository.seen');
const keyed = (key: string) => ({ 'x-event-key': key });
const nine = '2026-11-20T09:00:00.000Z';

describe('a pull request that was merged', () => {
  const of = { number: 4, title: 'Add limits', branch: 'limits', baseBranch: 'main' };
  it.each([
    [
      'GitLab',
      () => told(gitlab, gitlabSends.merged),
      { ...of, mergeSha: 'a'.repeat(40), labels: ['backend'] },
    ],
    [
      'Bitbucket',
      () => told(bitbucket, bitbucketSends.fulfilled, keyed('pullrequest:fulfilled')),
      of,
    ],
    [
      'Bitbucket Data Center',
      () => told(bitbucketDc, dataCenterSends.merged, keyed('pr:merged')),
      { ...of, number: 5, repository: 'ACME/web', mergeSha: sha },
    ],
    [
      'Gitea',
      () => told(gitea, giteaSends.merged, { 'x-gitea-event': 'pull_request' }),
      { ...of, number: 7, mergeSha: sha },
    ],
    [
      'Forgejo',
      () => told(forgejo, giteaSends.merged, { 'x-forgejo-event': 'pull_request' }),
      { ...of, number: 7 },
    ],
    [
      'Azure DevOps',
      () => told(azureDevops, azureSends.completed),
      { ...of, repository: 'Acme-Shop/web', mergeSha: sha },
    ],
  ])('on %s is a merged change, from when it was', (_, tell, expected) => {
    const [event] = tell();
    expect(event).toMatchObject({ type: 'change.merged', ...expected });
    expect(event).toHaveProperty('mergedAt', expect.stringMatching(/^2026-11-20T09:00:00\./));
  });

  it('on Bitbucket has no commit where its id is cut, and a bot for author where it is an app', () => {
    const [event] = told(bitbucket, bitbucketSends.fulfilled, keyed('pullrequest:fulfilled'));
    expect(event).not.toHaveProperty('mergeSha', expect.anything());
    expect(event).toMatchObject({ author: { login: 'bot', bot: true } });
  });

  it('on GitLab without a merge commit landed as its last one', () => {
    const { object_attributes: told_, ...rest } = gitlabSends.merged;
    const rebased = { ...rest, object_attributes: { ...told_, merge_commit_sha: null } };
    expect(told(gitlab, rebased)).toEqual([expect.objectContaining({ mergeSha: sha })]);
  });

  it('on GitLab, told later without its moment, gives way to whatever knows the moment', () => {
    const { object_attributes: told_, ...rest } = gitlabSends.merged;
    const later = { ...told_, action: 'update', updated_at: '2026-11-25T09:00:00Z' };
    expect(
      told(gitlab, { ...rest, object_attributes: { ...later, merged_at: undefined } }),
    ).toEqual([
      expect.objectContaining({ type: 'change.merged', at: '2026-11-20T08:30:00.000Z' }),
      expect.objectContaining({ type: 'change.updated', at: '2026-11-25T09:00:00.000Z' }),
    ]);
  });

  it('on Azure DevOps was not, where it was only tried', () => {
    expect(told(azureDevops, azureSends.attempted)).toEqual([
      expect.objectContaining({ type: 'change.updated', number: 4 }),
    ]);
  });
});

it('a merge request of GitLab tells the account only where who acts wrote it', () => {
  expect(told(gitlab, gitlabSends.mergeRequest)).toEqual([
    expect.objectContaining({
      type: 'change.updated',
      author: { login: 'ada' },
      commits: [expect.objectContaining({ sha, committedAt: '2026-11-20T08:00:00.000Z' })],
    }),
  ]);
  const byBob = { ...gitlabSends.mergeRequest, user: { id: 8, username: 'bob' } };
  expect(told(gitlab, byBob)[0]).not.toHaveProperty('author', expect.anything());
});

describe('a review', () => {
  const { object_attributes: attributes } = gitlabSends.mergeRequest;
  const approval = {
    ...gitlabSends.mergeRequest,
    object_attributes: { ...attributes, action: 'approved' },
  };
  it.each([
    ['GitLab', () => told(gitlab, approval), 'ada'],
    [
      'Bitbucket',
      () => told(bitbucket, bitbucketSends.approved, keyed('pullrequest:approved')),
      'ada',
    ],
    [
      'Bitbucket Data Center',
      () => told(bitbucketDc, dataCenterSends.approved, keyed('pr:reviewer:approved')),
      'ada',
    ],
    [
      'Gitea',
      () => told(gitea, giteaSends.approved, { 'x-gitea-event': 'pull_request_approved' }),
      'bob',
    ],
  ])('on %s is told with who approved', (_, tell, login) => {
    expect(tell()).toContainEqual(
      expect.objectContaining({
        type: 'review.submitted',
        verdict: 'approved',
        reviewer: expect.objectContaining({ login }),
      }),
    );
  });
});

describe('a push to the main branch', () => {
  it.each([
    ['GitLab', () => told(gitlab, gitlabSends.push), '2026-11-20T08:00:00.000Z'],
    ['Bitbucket', () => told(bitbucket, bitbucketSends.push, keyed('repo:push')), nine],
    ['Gitea', () => told(gitea, giteaSends.push, { 'x-gitea-event': 'push' }), nine],
  ])('on %s tells its commits', (_, tell, committedAt) => {
    expect(tell()).toEqual([
      expect.objectContaining({
        type: 'commits.pushed',
        branch: 'main',
        head: sha,
        commits: [
          expect.objectContaining({
            sha,
            committedAt,
            author: expect.objectContaining({ name: 'Ada', email: 'ada@example.com' }),
          }),
        ],
      }),
    ]);
  });
});

describe('checks and deployments', () => {
  it.each([
    ['a pipeline of GitLab', () => told(gitlab, gitlabSends.pipeline), 'pipeline', 'failed'],
    ['a job of GitLab', () => told(gitlab, gitlabSends.job), 'test', 'passed'],
    [
      'a status of Bitbucket',
      () => told(bitbucket, bitbucketSends.status, keyed('repo:commit_status_updated')),
      'Pipeline for main',
      'failed',
    ],
    ['a build of Azure DevOps', () => told(azureDevops, azureSends.build), 'CI', 'passed'],
  ])('%s is a finished check', (_, tell, name, conclusion) => {
    expect(tell()).toEqual([
      expect.objectContaining({
        type: 'checks.finished',
        repository: 'acme/web',
        sha,
        name,
        conclusion,
      }),
    ]);
  });

  it('of jobs that may fail a failure blocks nothing', () => {
    const allowed = { ...gitlabSends.job, build_status: 'failed', build_allow_failure: true };
    expect(told(gitlab, allowed)).toEqual([expect.objectContaining({ conclusion: 'passed' })]);
    expect(read(gitlab, { ...gitlabSends.job, build_status: 'created' }).ignored).toBe(
      'a job that is created',
    );
  });

  it('a deployment of GitLab has its whole commit from its address', () => {
    expect(told(gitlab, gitlabSends.deployment)).toEqual([
      expect.objectContaining({
        type: 'deployment.finished',
        deployment: '15',
        sha,
        environment: 'production',
        conclusion: 'succeeded',
        at: '2026-11-20T09:10:00.000Z',
      }),
    ]);
  });
});

describe('GitLab', () => {
  it('tells incidents, and issues and comments that speak of regressions', () => {
    expect(told(gitlab, gitlabSends.incident).map(({ type }) => type)).toEqual([
      'incident.opened',
      'incident.opened',
      'incident.resolved',
    ]);
    expect(told(gitlab, gitlabSends.issue)).toContainEqual(
      expect.objectContaining({ type: 'regression.reported', report: 'issue-6' }),
    );
    expect(told(gitlab, gitlabSends.note)).toEqual([
      expect.objectContaining({ type: 'regression.reported', report: 'note-12' }),
    ]);
  });

  it('keeps the history of a project that was renamed', () => {
    expect(told(gitlab, gitlabSends.renamed)).toEqual([
      {
        type: 'repository.renamed',
        repository: 'acme/site',
        from: 'acme/web',
        at: '2026-11-20T12:00:00.000Z',
      },
    ]);
  });

  it('is not believed by its token where a signature is sent that does not fit', async () => {
    const body = bytesOf('{}');
    const signed = standardWebhooksSender.send({
      event: '',
      id: '1',
      body,
      secret: 'signing',
      at: receivedAt,
    });
    const headers = new Headers({ ...signed, 'x-gitlab-token': 'token' });
    const request = { headers, token: undefined, body, at: receivedAt };
    expect(await gitlab.verify(request, ['token'])).toHaveProperty('refused');
    expect(await gitlab.verify(request, ['signing'])).toBeInstanceOf(VerifiedDelivery);
  });
});

it('Bitbucket agrees with the signature that it publishes', async () => {
  const secret = "It's a Secret to Everybody";
  const body = bytesOf('Hello World!');
  const published = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
  expect(hex(secret, body)).toBe(published);
  const headers = new Headers({ 'x-hub-signature': `sha256=${published}` });
  const request = { headers, token: undefined, body, at: receivedAt };
  expect(await bitbucket.verify(request, [secret])).toBeInstanceOf(VerifiedDelivery);
});
