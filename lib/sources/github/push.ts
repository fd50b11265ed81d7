import * as z from 'zod/mini';
import { Repository } from '@/lib/sources/github/payload';
import { Long, Moment, reads, Short, type Told } from '@/lib/sources/payload';

const Person = z.nullish(
  z.object({
    name: z.nullish(Short),
    email: z.nullish(Short),
    username: z.nullish(Short),
  }),
);
const Commit = z.object({
  id: z.string(),
  message: Long,
  timestamp: z.nullish(Moment),
  author: Person,
  committer: Person,
});

/** Commits that arrived on the default branch. Their parents are not in the payload. */
export const readPush = reads(
  z.object({
    ref: z.string(),
    before: z.nullish(z.string()),
    after: z.string(),
    deleted: z.nullish(z.boolean()),
    commits: z.nullish(z.array(Commit)),
    head_commit: z.nullish(z.object({ timestamp: z.nullish(Moment) })),
    repository: Repository,
  }),
  ({ ref, before, after, deleted, commits, head_commit: head, repository }, receivedAt): Told => {
    const branch = repository.defaultBranch;
    if (branch === undefined || ref !== `refs/heads/${branch}`) {
      return { ignored: 'a push to another branch' };
    }
    if (deleted || commits == null || commits.length === 0) {
      return { ignored: 'a push without commits' };
    }
    const at = repository.pushedAt ?? head?.timestamp ?? receivedAt;
    return [
      {
        type: 'commits.pushed',
        repository: repository.name,
        at,
        branch,
        head: after,
        // All zeros where the branch is new.
        before: before && /[1-9a-f]/.test(before) ? before : undefined,
        commits: commits.map(({ id, message, timestamp, author, committer }) => ({
          sha: id,
          message,
          committedAt: timestamp ?? at,
          author: personOf(author),
          committer: personOf(committer),
        })),
      },
    ];
  },
);

function personOf(person: z.output<typeof Person>) {
  return {
    login: person?.username?.slice(0, 200) ?? undefined,
    name: person?.name?.slice(0, 300) ?? undefined,
    email: person?.email?.slice(0, 300) ?? undefined,
  };
}
