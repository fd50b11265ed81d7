import { describe, expect, it } from 'vitest';
import { buildkite } from '@/lib/sources/buildkite';
import { cdevents, isCdEvent, readCdEvent } from '@/lib/sources/cdevents';
import { circleci } from '@/lib/sources/circleci';
import * as buildkiteSends from '@/lib/sources/fixtures/buildkite';
import * as cdeventsSends from '@/lib/sources/fixtures/cdevents';
import * as circleciSends from '@/lib/sources/fixtures/circleci';
import { hex } from '@/lib/sources/fixtures/fixture';
import * as jenkinsSends from '@/lib/sources/fixtures/jenkins';
import { jenkins } from '@/lib/sources/jenkins';
import { type Source, VerifiedDelivery } from '@/lib/sources/source';

const receivedAt = new Date('2026-11-20T12:00:00.000Z');
const sha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (source: Source, payload: unknown, repositories: string[] = []) =>
  source.read(new VerifiedDelivery({}, bytesOf(JSON.stringify(payload)), receivedAt), repositories);

describe('a run that finished', () => {
  it.each([
    ['on CircleCI', circleci, circleciSends.workflow, 'acme/web', 'build-test', 'failed'],
    [
      'on CircleCI for GitLab',
      circleci,
      circleciSends.ofGitlab,
      'acme/group/web',
      'build-test',
      'failed',
    ],
    ['on Buildkite', buildkite, buildkiteSends.build, 'acme/web', 'web', 'passed'],
    ['on Jenkins', jenkins, jenkinsSends.completed, 'acme/web', 'web', 'failed'],
    ['told as CDEvent', cdevents, cdeventsSends.run, 'acme/web', 'CI', 'failed'],
    ['told as CloudEvent', cdevents, cdeventsSends.structured, 'acme/web', 'CI', 'failed'],
  ])('%s is a finished check', (_, source, payload, repository, name, conclusion) => {
    expect(read(source, payload).events).toEqual([
      expect.objectContaining({
        type: 'checks.finished',
        repository,
        sha,
        name,
        conclusion,
        at: expect.stringMatching(/^2026-11-20T09:0/),
      }),
    ]);
  });

  it.each([
    ['a build that waits for somebody', buildkite, buildkiteSends.blocked],
    ['the second word of one run', jenkins, jenkinsSends.finalized],
    ['a test case that is queued', cdevents, cdeventsSends.queued],
  ])('%s is ignored', (_, source, payload) => {
    expect(read(source, payload)).toMatchObject({
      events: [],
      ignored: expect.stringMatching(/./),
    });
  });
});

describe('CDEvents', () => {
  it('tell of changes, incidents and deployments, of whatever minor version', () => {
    expect(read(cdevents, cdeventsSends.merged).events).toEqual([
      expect.objectContaining({
        type: 'change.merged',
        number: 4,
        title: 'Add limits',
        mergeSha: sha,
        mergedAt: '2026-11-20T09:00:00.000Z',
      }),
    ]);
    expect(read(cdevents, cdeventsSends.reported, ['acme/web', 'acme/api']).events).toEqual([
      expect.objectContaining({
        type: 'incident.opened',
        repository: 'acme/web',
        incident: 'cdevents:incident-123',
        severity: 'high',
      }),
    ]);
    expect(read(cdevents, cdeventsSends.deployed, ['acme/web']).events).toEqual([
      expect.objectContaining({ type: 'deployment.finished', sha, environment: 'production' }),
    ]);
  });

  it('that name no commit say what to add', () => {
    const { customData: _, ...bare } = cdeventsSends.run;
    expect(readCdEvent(bare, receivedAt.toISOString(), []).ignored).toContain('customData.sha');
  });

  it('are told from our own events', () => {
    expect([cdeventsSends.run, cdeventsSends.structured].every(isCdEvent)).toBe(true);
    expect([{ type: 'change.merged' }, null, [], 'text'].some(isCdEvent)).toBe(false);
  });
});

it.each([
  ['hello world', 'secret', '734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a'],
  ['lalala', 'another-secret', 'daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00'],
  [
    'an-important-request-payload',
    'hunter123',
    '9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa',
  ],
  ['foo', 'secret', '773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4'],
])(
  'CircleCI agrees with the signature that it publishes for %s',
  async (text, secret, published) => {
    const body = bytesOf(text);
    expect(hex(secret, body)).toBe(published);
    const headers = new Headers({ 'circleci-signature': `v1=${published},v2=later` });
    const request = { headers, token: undefined, body, at: receivedAt };
    expect(await circleci.verify(request, [secret])).toBeInstanceOf(VerifiedDelivery);
  },
);
