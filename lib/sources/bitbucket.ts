import * as z from 'zod/mini';
import type { ChecksFinished, LedgerEvent, ReviewSubmitted } from '@/lib/domain/event';
import { fullSha, personOf, repositoryAt } from '@/lib/sources/host';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { readBody, type Told } from '@/lib/sources/payload';
import { idOr, verifyHmac } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const User = fitting(z.object({ nickname: Word, username: Word, display_name: Word, type: Word }));
const Html = fitting(z.object({ html: fitting(z.object({ href: Url })) }));
const Branch = fitting(z.object({ branch: fitting(z.object({ name: Word })) }));
const Commit = z.object({
  hash: Word,
  message: Words,
  date: When,
  author: fitting(z.object({ raw: Word, user: User })),
});
const Target = fitting(
  z.object({ name: Word, type: Word, target: fitting(z.object({ hash: Word, date: When })) }),
);

const Payload = z.object({
  actor: User,
  repository: fitting(
    z.object({ full_name: Word, links: Html, mainbranch: fitting(z.object({ name: Word })) }),
  ),
  pullrequest: fitting(
    z.object({
      id: fitting(z.int().check(z.positive())),
      title: Word,
      description: Words,
      state: Word,
      author: User,
      source: Branch,
      destination: Branch,
      merge_commit: fitting(z.object({ hash: Word })),
      created_on: When,
      updated_on: When,
      links: Html,
    }),
  ),
  approval: fitting(z.object({ date: When })),
  changes_request: fitting(z.object({ date: When })),
  push: fitting(
    z.object({ changes: listOf(z.object({ old: Target, new: Target, commits: listOf(Commit) })) }),
  ),
  commit_status: fitting(
    z.object({
      key: Word,
      name: Word,
      state: Word,
      url: Url,
      commit: fitting(z.object({ hash: Word })),
      links: fitting(z.object({ commit: fitting(z.object({ href: Word })) })),
      created_on: When,
      updated_on: When,
    }),
  ),
});
type Payload = z.output<typeof Payload>;

interface About {
  payload: Payload;
  repository: string;
  event: string;
  receivedAt: string;
}

/** Accounts of apps are bots; others may hide their names. */
const accountOf = (user: z.output<typeof User>) => ({
  login: (user?.username ?? user?.nickname)?.slice(0, 200),
  name: user?.display_name?.slice(0, 300),
  bot: user?.type === undefined ? undefined : user.type === 'app_user',
});

const verdicts: ReadonlyMap<string, z.output<typeof ReviewSubmitted>['verdict']> = new Map([
  ['pullrequest:approved', 'approved'],
  ['pullrequest:unapproved', 'dismissed'],
  ['pullrequest:changes_request_created', 'changes-requested'],
  ['pullrequest:changes_request_removed', 'dismissed'],
]);

/** Whatever the event, the payload holds the pull request as it then was. */
function tellPullRequest({ payload, repository, event, receivedAt }: About): Told {
  const { pullrequest: told, actor, approval, changes_request } = payload;
  if (told?.id === undefined) return { ignored: `${event}: no pull request is told` };
  const at = told.updated_on ?? receivedAt;
  const verdict = verdicts.get(event);
  const reviewer = accountOf(actor);
  const review: LedgerEvent[] =
    verdict === undefined
      ? []
      : [
          {
            type: 'review.submitted',
            repository,
            at: approval?.date ?? changes_request?.date ?? at,
            number: told.id,
            review: `by-${reviewer.login ?? reviewer.name ?? 'somebody'}`,
            reviewer,
            verdict,
          },
        ];
  const description = {
    repository,
    number: told.id,
    title: told.title ?? '(no title)',
    body: told.description ?? '',
    url: told.links?.html?.href,
    author: accountOf(told.author),
    branch: told.source?.branch?.name,
    baseBranch: told.destination?.branch?.name,
    openedAt: told.created_on,
  };
  if (told.state === 'MERGED') {
    // The id is often cut to 12 digits: the push tells the whole one.
    const mergeSha = fullSha(told.merge_commit?.hash);
    return [...review, { type: 'change.merged', at, mergedAt: at, mergeSha, ...description }];
  }
  const isOver = told.state === 'DECLINED' || told.state === 'SUPERSEDED';
  return [...review, { type: isOver ? 'change.closed' : 'change.updated', at, ...description }];
}

/** The payload does not say which branch is the main one, unless the repository was told whole. */
const mainBranches: ReadonlySet<string> = new Set(['main', 'master']);

function tellPush({ payload, repository, receivedAt }: About): Told {
  const main = payload.repository?.mainbranch?.name;
  const pushes = (payload.push?.changes ?? []).flatMap((change): LedgerEvent[] => {
    const branch = change.new?.name;
    const head = fullSha(change.new?.target?.hash);
    const isMain = main === undefined ? mainBranches.has(branch ?? '') : branch === main;
    if (change.new?.type !== 'branch' || branch === undefined || head === undefined || !isMain)
      return [];
    const at = change.new.target?.date ?? receivedAt;
    const commits = change.commits.flatMap(({ hash, message = '', date, author }) => {
      const sha = fullSha(hash);
      const person = { ...personOf(author?.raw), login: accountOf(author?.user).login };
      return sha === undefined ? [] : [{ sha, message, committedAt: date ?? at, author: person }];
    });
    if (commits.length === 0) return [];
    const before = fullSha(change.old?.target?.hash);
    return [{ type: 'commits.pushed', repository, at, branch, head, before, commits }];
  });
  return pushes.length > 0 ? pushes : { ignored: 'a push of nothing to the main branch' };
}

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['SUCCESSFUL', 'passed'],
  ['FAILED', 'failed'],
  ['STOPPED', 'cancelled'],
]);

function tellStatus({ payload, repository, receivedAt }: About): Told {
  const told = payload.commit_status;
  const conclusion = conclusions.get(told?.state ?? '');
  const sha = fullSha(told?.commit?.hash) ?? fullSha(told?.links?.commit?.href?.split('/').at(-1));
  if (conclusion === undefined || sha === undefined) {
    return { ignored: `a status that is ${told?.state ?? 'not told'}` };
  }
  // Its key is the run's own in Pipelines, and its name carries the run's number.
  const name =
    told?.name?.replace(/#\d+/, '').replaceAll(/\s+/g, ' ').trim() || told?.key || 'status';
  const at = told?.updated_on ?? told?.created_on ?? receivedAt;
  return [{ type: 'checks.finished', repository, at, sha, name, conclusion, url: told?.url }];
}

function tell(about: About): Told {
  const { event } = about;
  if (event.startsWith('pullrequest:') && !event.includes('comment')) return tellPullRequest(about);
  if (event === 'repo:push') return tellPush(about);
  return event.startsWith('repo:commit_status_') ? tellStatus(about) : { ignored: event };
}

export const bitbucket: Source = {
  label: 'Bitbucket Cloud',
  group: 'git host',

  /** The header that is SHA-1 elsewhere is SHA-256 here. */
  verify: (received, secrets) =>
    verifyHmac(received, secrets, {
      header: 'x-hub-signature',
      prefix: 'sha256=',
      kept: ['x-event-key', 'x-request-uuid', 'x-attempt-number', 'x-hook-uuid'],
    }),

  identify: ({ headers, body }) => ({
    id: idOr(headers['x-request-uuid'], body),
    event: headers['x-event-key']?.slice(0, 100) || 'unknown',
  }),

  read(delivery) {
    const { event } = bitbucket.identify(delivery);
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const path = payload.repository?.full_name;
      if (path === undefined || !path.includes('/')) return { ignored: event };
      const repository = repositoryAt(path);
      const told = tell({ payload, repository, event, receivedAt });
      if (!Array.isArray(told)) return told;
      const url = payload.repository?.links?.html?.href;
      const defaultBranch = payload.repository?.mainbranch?.name;
      const at = told[0]?.at ?? receivedAt;
      return [...told, { type: 'repository.seen', repository, at, url, defaultBranch }];
    });
  },

  setup: {
    where: 'In the repository: Repository settings → Webhooks → Add webhook.',
    secret: 'Secret',
    events: [
      'Repository: Push',
      'Repository: Build status created, updated',
      'Pull request: Created, Updated, Approved, Approval removed, Merged, Declined',
      'Pull request: Changes request created, removed',
    ],
  },
};
