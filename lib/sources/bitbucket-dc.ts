import * as z from 'zod/mini';
import type { LedgerEvent, ReviewSubmitted } from '@/lib/domain/event';
import { fullSha, repositoryAt } from '@/lib/sources/host';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { readBody, type Told } from '@/lib/sources/payload';
import { idOr, verifyHmac } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const User = fitting(z.object({ name: Word, displayName: Word, emailAddress: Word, type: Word }));
const Ref = fitting(
  z.object({
    displayId: Word,
    repository: fitting(z.object({ slug: Word, project: fitting(z.object({ key: Word })) })),
  }),
);
const Payload = z.object({
  date: When,
  actor: User,
  pullRequest: fitting(
    z.object({
      id: fitting(z.int().check(z.positive())),
      title: Word,
      description: Words,
      state: Word,
      createdDate: When,
      updatedDate: When,
      closedDate: When,
      fromRef: Ref,
      toRef: Ref,
      author: fitting(z.object({ user: User })),
      properties: fitting(z.object({ mergeCommit: fitting(z.object({ id: Word })) })),
      links: fitting(z.object({ self: listOf(z.object({ href: Url })) })),
    }),
  ),
});

const accountOf = (user: z.output<typeof User>) => ({
  login: user?.name?.slice(0, 200),
  name: user?.displayName?.slice(0, 300),
  email: user?.emailAddress?.slice(0, 300),
  bot: user?.type === undefined ? undefined : user.type === 'SERVICE',
});

const verdicts: ReadonlyMap<string, z.output<typeof ReviewSubmitted>['verdict']> = new Map([
  ['pr:reviewer:approved', 'approved'],
  ['pr:reviewer:unapproved', 'dismissed'],
  ['pr:reviewer:needs_work', 'changes-requested'],
  ['pr:reviewer:changes_requested', 'changes-requested'],
]);

function tell(payload: z.output<typeof Payload>, event: string, receivedAt: string): Told {
  const { pullRequest: told, actor, date } = payload;
  const { slug, project } = told?.toRef?.repository ?? {};
  if (told?.id === undefined || slug === undefined || project?.key === undefined) {
    return { ignored: event };
  }
  const repository = repositoryAt(`${project.key}/${slug}`);
  const at = date ?? told.updatedDate ?? receivedAt;
  const verdict = verdicts.get(event);
  const reviewer = accountOf(actor);
  const review: LedgerEvent[] =
    verdict === undefined
      ? []
      : [
          {
            type: 'review.submitted',
            repository,
            at,
            number: told.id,
            review: `by-${reviewer.login ?? 'somebody'}`,
            reviewer,
            verdict,
          },
        ];
  const description = {
    repository,
    number: told.id,
    title: told.title ?? '(no title)',
    body: told.description ?? '',
    url: told.links?.self[0]?.href,
    author: accountOf(told.author?.user),
    branch: told.fromRef?.displayId,
    baseBranch: told.toRef?.displayId,
    openedAt: told.createdDate,
  };
  if (told.state === 'MERGED') {
    const mergeSha = fullSha(told.properties?.mergeCommit?.id);
    const mergedAt = told.closedDate ?? at;
    return [...review, { type: 'change.merged', at, mergedAt, mergeSha, ...description }];
  }
  const isOver = told.state === 'DECLINED' || event === 'pr:deleted';
  return [...review, { type: isOver ? 'change.closed' : 'change.updated', at, ...description }];
}

export const bitbucketDc: Source = {
  label: 'Bitbucket Data Center',
  group: 'git host',

  verify: (received, secrets) =>
    verifyHmac(received, secrets, {
      header: 'x-hub-signature',
      prefix: 'sha256=',
      kept: ['x-event-key', 'x-request-id'],
    }),

  identify: ({ headers, body }) => ({
    id: idOr(headers['x-request-id'], body),
    event: headers['x-event-key']?.slice(0, 100) || 'unknown',
  }),

  read(delivery) {
    const { event } = bitbucketDc.identify(delivery);
    return readBody(delivery, Payload, (payload, receivedAt) => tell(payload, event, receivedAt));
  },

  setup: {
    where: 'In the repository: Repository settings → Webhooks → Create webhook.',
    secret: 'Secret',
    events: ['Pull request: all but comments'],
  },
};
