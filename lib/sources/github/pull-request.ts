import * as z from 'zod/mini';
import { accountOf, Repository, User } from '@/lib/sources/github/payload';
import { Link, Long, Moment, reads, Short, type Told } from '@/lib/sources/payload';

const Branch = z.nullish(z.object({ ref: z.nullish(Short) }));

const PullRequest = z.object({
  number: z.int(),
  title: Short,
  body: z.nullish(Long),
  html_url: z.optional(Link),
  state: z.nullish(z.string()),
  user: User,
  head: Branch,
  base: Branch,
  labels: z.nullish(z.array(z.object({ name: Short }))),
  created_at: z.nullish(Moment),
  updated_at: z.nullish(Moment),
  closed_at: z.nullish(Moment),
  merged: z.nullish(z.boolean()),
  merged_at: z.nullish(Moment),
  merge_commit_sha: z.nullish(z.string()),
  additions: z.nullish(z.int()),
  deletions: z.nullish(z.int()),
  changed_files: z.nullish(z.int()),
});
type PullRequest = z.output<typeof PullRequest>;

/**
 * Whatever the action, the payload holds the whole pull request as it then was: so what it is now
 * decides, not the word for what happened to it, and new words need no change here.
 */
export const readPullRequest = reads(
  z.object({ pull_request: PullRequest, repository: Repository }),
  ({ pull_request: told, repository }, receivedAt): Told => {
    const description = { repository: repository.name, ...descriptionOf(told) };
    const at = told.updated_at ?? receivedAt;
    const mergedAt = told.merged_at ?? (told.merged ? (told.closed_at ?? at) : null);
    if (mergedAt !== null) {
      const mergeSha = told.merge_commit_sha ?? undefined;
      return [{ type: 'change.merged', at, mergedAt, mergeSha, ...description }];
    }
    const type = told.state === 'closed' ? 'change.closed' : 'change.updated';
    return [{ type, at, ...description }];
  },
);

function descriptionOf(told: PullRequest) {
  return {
    number: told.number,
    title: told.title || '(no title)',
    body: told.body ?? '',
    url: told.html_url,
    author: accountOf(told.user),
    branch: told.head?.ref || undefined,
    baseBranch: told.base?.ref || undefined,
    labels: told.labels?.map(({ name }) => name).slice(0, 200),
    openedAt: told.created_at ?? undefined,
    additions: told.additions ?? undefined,
    deletions: told.deletions ?? undefined,
    changedFiles: told.changed_files ?? undefined,
  };
}
