import * as z from 'zod/mini';

/** Who wrote a change. `unknown` means there was nothing to judge by; it is never counted as human. */
export const Authorship = z.enum(['human', 'assisted', 'agent', 'automation', 'unknown']);
export type Authorship = z.output<typeof Authorship>;

/** How the agent worked: it opened the change itself, or a person opened it with the agent's commits. */
export const Mode = z.enum(['autonomous', 'paired']);
export type Mode = z.output<typeof Mode>;

/** Where a change stands. Only merged changes are exposed to regressing. */
export const Outcome = z.enum(['open', 'merged', 'closed']);
export type Outcome = z.output<typeof Outcome>;

export const KindOfWork = z.enum([
  'feature',
  'fix',
  'refactor',
  'docs',
  'tests',
  'dependencies',
  'chore',
  'revert',
  'other',
]);
export type KindOfWork = z.output<typeof KindOfWork>;

/** Changed lines, in the buckets that changes are compared within. */
export const SizeBucket = z.enum(['0-9', '10-49', '50-199', '200-999', '1000+', 'unknown']);
export type SizeBucket = z.output<typeof SizeBucket>;

/** The bucket of a number of changed lines; `unknown` where nobody told us. */
export function sizeBucket(sizeLines: number | null): SizeBucket {
  if (sizeLines === null) return 'unknown';
  if (sizeLines < 10) return '0-9';
  if (sizeLines < 50) return '10-49';
  if (sizeLines < 200) return '50-199';
  if (sizeLines < 1000) return '200-999';
  return '1000+';
}

/** `owner/name`, or a GitLab path of several groups. */
export const RepositoryName = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(
      /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/,
      'write the repository as owner/name, for example acme/web',
    ),
  );

/** A full commit id. */
export const Sha = z
  .string()
  .check(z.regex(/^[0-9a-f]{40}$|^[0-9a-f]{64}$/, 'a sha is 40 (or 64) lower-case hex digits'));

/** A person or account as a sender names it. */
export const Account = z.object({
  login: z.optional(z.string().check(z.maxLength(200))),
  name: z.optional(z.string().check(z.maxLength(300))),
  email: z.optional(z.string().check(z.maxLength(300))),
  /** The host says that this account is a bot or an app. */
  bot: z.optional(z.boolean()),
});
export type Account = z.output<typeof Account>;

/** One commit as git or a host tells it. */
export const Commit = z.object({
  sha: Sha,
  author: Account,
  committer: z.optional(Account),
  committedAt: z.iso.datetime({ offset: true }),
  message: z.string().check(z.maxLength(200_000)),
  /** More than one: a merge commit. Absent where the sender does not say. */
  parents: z.optional(z.array(Sha).check(z.maxLength(100))),
});
export type Commit = z.output<typeof Commit>;
