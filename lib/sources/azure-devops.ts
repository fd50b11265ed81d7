import * as z from 'zod/mini';
import type { ChecksFinished } from '@/lib/domain/event';
import { branchOf, fullSha, repositoryAt } from '@/lib/sources/host';
import { fitting, onlyOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody, type Told } from '@/lib/sources/payload';
import { idOr, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const CommitId = fitting(z.object({ commitId: Word }));
const Payload = z.object({
  id: Word,
  eventType: Word,
  createdDate: When,
  resource: fitting(
    z.object({
      repository: fitting(
        z.object({
          name: Word,
          project: fitting(z.object({ name: Word })),
          remoteUrl: Url,
          defaultBranch: Word,
        }),
      ),
      pullRequestId: fitting(z.int().check(z.positive())),
      status: Word,
      result: Word,
      title: Word,
      description: Words,
      createdBy: fitting(z.object({ displayName: Word, uniqueName: Word })),
      creationDate: When,
      closedDate: When,
      sourceRefName: Word,
      targetRefName: Word,
      lastMergeCommit: CommitId,
      definition: fitting(z.object({ name: Word })),
      sourceGetVersion: Word,
      sourceVersion: Word,
      finishTime: When,
    }),
  ),
});
type Resource = NonNullable<z.output<typeof Payload>['resource']>;

/** `git.pullrequest.merged` tells of an attempt to merge: only its status says that it was completed. */
function tellPullRequest(told: Resource, at: string): Told {
  const { repository, pullRequestId: number } = told;
  if (number === undefined || repository?.name === undefined) {
    return { ignored: 'a pull request without a number' };
  }
  const name = repositoryAt(`${repository.project?.name ?? repository.name}/${repository.name}`);
  const description = {
    repository: name,
    number,
    title: told.title ?? '(no title)',
    body: told.description ?? '',
    url:
      repository.remoteUrl === undefined
        ? undefined
        : `${repository.remoteUrl}/pullrequest/${number}`,
    author: {
      login: told.createdBy?.uniqueName?.slice(0, 200),
      name: told.createdBy?.displayName?.slice(0, 300),
    },
    branch: branchOf(told.sourceRefName),
    baseBranch: branchOf(told.targetRefName),
    openedAt: told.creationDate,
  };
  const seen = {
    type: 'repository.seen' as const,
    repository: name,
    at,
    url: repository.remoteUrl,
    defaultBranch: branchOf(repository.defaultBranch),
  };
  if (told.status === 'completed') {
    const mergedAt = told.closedDate ?? at;
    const mergeSha = fullSha(told.lastMergeCommit?.commitId);
    return [{ type: 'change.merged', at, mergedAt, mergeSha, ...description }, seen];
  }
  const type = told.status === 'abandoned' ? 'change.closed' : 'change.updated';
  return [{ type, at, ...description }, seen];
}

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['succeeded', 'passed'],
  ['partiallySucceeded', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
  ['stopped', 'cancelled'],
]);

/** A build does not name its repository: the source's only one is meant. */
function tellBuild(told: Resource, repositories: readonly string[], at: string): Told {
  const conclusion = conclusions.get(told.result ?? told.status ?? '');
  const sha = fullSha(told.sourceVersion) ?? fullSha(told.sourceGetVersion?.split(':').at(-1));
  const repository = onlyOf(repositories);
  if (conclusion === undefined || sha === undefined) {
    return { ignored: `a build that is ${told.result ?? told.status ?? 'not finished'}` };
  }
  if (repository === undefined) {
    return { ignored: 'a build, which names no repository: give the source its only one' };
  }
  const name = told.definition?.name ?? 'build';
  return [
    { type: 'checks.finished', repository, at: told.finishTime ?? at, sha, name, conclusion },
  ];
}

export const azureDevops: Source = {
  label: 'Azure DevOps',
  group: 'git host',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const { id, eventType } = glimpse(delivery, Payload) ?? {};
    return { id: idOr(id, delivery.body), event: eventType?.slice(0, 100) ?? 'unknown' };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ eventType, createdDate, resource }, receivedAt) => {
      const event = eventType ?? 'unknown';
      const at = createdDate ?? receivedAt;
      if (resource === undefined) return { ignored: event };
      if (event.startsWith('git.pullrequest.')) return tellPullRequest(resource, at);
      return event === 'build.complete'
        ? tellBuild(resource, repositories, at)
        : { ignored: event };
    });
  },

  setup: {
    where:
      'Project settings → Service hooks → Create subscription → Web Hooks; Basic authentication: any user name.',
    secret: 'Basic authentication password',
    events: [
      'Pull request created',
      'Pull request updated',
      'Pull request merge attempted',
      'Build completed',
    ],
  },
};
