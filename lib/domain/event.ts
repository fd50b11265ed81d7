import * as z from 'zod/mini';
import { Attestation } from '@/lib/domain/attestation';
import { Account, Authorship, Commit, RepositoryName, Sha } from '@/lib/domain/change';

const Moment = z.iso.datetime({ offset: true });
const Text = z.string().check(z.maxLength(200_000));
const Short = z.string().check(z.minLength(1), z.maxLength(500));
const Count = z.int().check(z.nonnegative(), z.maximum(1_000_000_000));
const Link = z
  .string()
  .check(z.maxLength(2_000), z.regex(/^https?:\/\//, 'a link starts with http:// or https://'));
const ChangeNumber = z.int().check(z.positive(), z.maximum(2_147_483_647));

/**
 * Which change is meant: its number on the host, a commit that landed with it, or the deployment that
 * brought it out, by its sender's id or its address.
 */
export const ChangeRef = z.union([
  z.object({ number: ChangeNumber }),
  z.object({ sha: Sha }),
  z.object({ deployment: Short }),
]);
export type ChangeRef = z.output<typeof ChangeRef>;

/** What every event carries. `id` makes a repetition recognisable; without it the content does. */
const envelope = {
  id: z.optional(Short),
  repository: RepositoryName,
};

/** What a host or CI can tell of a change; each group of fields is replaced as a whole by newer news. */
const description = {
  /** The number on the host. A change without one is a commit pushed straight to the branch. */
  number: z.optional(ChangeNumber),
  title: Short,
  body: z.optional(Text),
  url: z.optional(Link),
  author: z.optional(Account),
  branch: z.optional(Short),
  baseBranch: z.optional(Short),
  labels: z.optional(z.array(Short).check(z.maxLength(200))),
  openedAt: z.optional(Moment),
};
const size = {
  additions: z.optional(Count),
  deletions: z.optional(Count),
  changedFiles: z.optional(Count),
  paths: z.optional(z.array(z.string().check(z.maxLength(4_096))).check(z.maxLength(5_000))),
};
const commits = z.optional(z.array(Commit).check(z.maxLength(5_000)));
const declaration = {
  /** Who wrote it, said by the sender: it wins over every mark. */
  authorship: z.optional(Authorship),
  agent: z.optional(Short),
};

/** A pull request exists or was edited, labelled, pushed to, reopened. `number` is required. */
export const ChangeUpdated = z.object({
  type: z.literal('change.updated'),
  ...envelope,
  at: Moment,
  ...description,
  number: ChangeNumber,
  ...size,
  commits,
  ...declaration,
});

/** A change landed: a pull request by `number`, or a direct push by `mergeSha` alone. */
export const ChangeMerged = z
  .object({
    type: z.literal('change.merged'),
    ...envelope,
    /** When this was known; `mergedAt` unless said. */
    at: z.optional(Moment),
    ...description,
    mergedAt: Moment,
    mergeSha: z.optional(Sha),
    /** What the branch stood at before it landed. */
    parentSha: z.optional(Sha),
    /** The id of its diff: two changes that change the same lines in the same way share it. */
    patchId: z.optional(Short),
    /** Earlier changes whose diff its own takes back line by line, by the commit that landed them. */
    inverseOf: z.optional(z.array(Sha).check(z.maxLength(20))),
    ...size,
    commits,
    ...declaration,
  })
  .check(
    z.refine((event) => event.number !== undefined || event.mergeSha !== undefined, {
      path: ['number'],
      error: 'give the number of the pull request, or mergeSha for a commit pushed directly',
    }),
  );

/** A pull request was closed without merging. */
export const ChangeClosed = z.object({
  type: z.literal('change.closed'),
  ...envelope,
  at: Moment,
  ...description,
  number: ChangeNumber,
  ...size,
  commits,
  ...declaration,
});

/** Commits arrived on a tracked branch in one push. Those that no pull request brought are changes. */
export const CommitsPushed = z.object({
  type: z.literal('commits.pushed'),
  ...envelope,
  at: Moment,
  branch: Short,
  head: Sha,
  /** What the branch stood at before the push. */
  before: z.optional(Sha),
  commits: z.array(Commit).check(z.minLength(1), z.maxLength(5_000)),
});

/** Which commits wrote the lines that a fix took away or replaced, as its history tells. */
export const ChangeTraced = z
  .object({
    type: z.literal('change.traced'),
    ...envelope,
    at: Moment,
    number: z.optional(ChangeNumber),
    mergeSha: z.optional(Sha),
    repaired: z
      .array(z.object({ sha: Sha, lines: Count, path: z.string().check(z.maxLength(4_096)) }))
      .check(z.maxLength(500)),
  })
  .check(
    z.refine((event) => event.number !== undefined || event.mergeSha !== undefined, {
      path: ['number'],
      error: 'give the number of the pull request, or mergeSha for a commit pushed directly',
    }),
  );

/** What a tool noted down of who wrote a commit's lines, while they were written. */
export const CommitAttested = z.object({
  type: z.literal('commit.attested'),
  ...envelope,
  at: Moment,
  sha: Sha,
  ...Attestation.shape,
});

export const ReviewSubmitted = z.object({
  type: z.literal('review.submitted'),
  ...envelope,
  at: Moment,
  number: ChangeNumber,
  review: Short,
  reviewer: Account,
  verdict: z.enum(['approved', 'changes-requested', 'commented', 'dismissed']),
});

export const ChecksFinished = z.object({
  type: z.literal('checks.finished'),
  ...envelope,
  at: Moment,
  sha: Sha,
  /** The name of the check, stable over runs: `test`, `ci/build`. */
  name: Short,
  conclusion: z.enum(['passed', 'failed', 'skipped', 'cancelled']),
  /** The tests that failed, by their full names. */
  failures: z.optional(z.array(Short).check(z.maxLength(200))),
  url: z.optional(Link),
});

export const DeploymentFinished = z.object({
  type: z.literal('deployment.finished'),
  ...envelope,
  at: Moment,
  deployment: Short,
  sha: Sha,
  environment: Short,
  service: z.optional(Short),
  conclusion: z.enum(['succeeded', 'failed']),
  url: z.optional(Link),
});

export const IncidentOpened = z.object({
  type: z.literal('incident.opened'),
  ...envelope,
  at: Moment,
  incident: Short,
  title: Short,
  text: z.optional(Text),
  severity: z.optional(Short),
  service: z.optional(Short),
  url: z.optional(Link),
  /** A monitor says so; no person has declared it. */
  alert: z.optional(z.boolean()),
  /** The changes that the sender holds responsible. */
  changes: z.optional(z.array(ChangeRef).check(z.maxLength(100))),
});

export const IncidentResolved = z.object({
  type: z.literal('incident.resolved'),
  ...envelope,
  at: Moment,
  incident: Short,
});

export const IncidentLinked = z.object({
  type: z.literal('incident.linked'),
  ...envelope,
  at: Moment,
  incident: Short,
  change: ChangeRef,
  reason: z.optional(Text),
});

/** Somebody says that a change broke something. Without `change`, the text must name it. */
export const RegressionReported = z
  .object({
    type: z.literal('regression.reported'),
    ...envelope,
    at: Moment,
    /** Stable over edits of the same report: `issue-45`. */
    report: Short,
    change: z.optional(ChangeRef),
    title: z.optional(Short),
    text: z.optional(Text),
    url: z.optional(Link),
    reporter: z.optional(Account),
  })
  .check(
    z.refine((event) => event.change !== undefined || event.text !== undefined, {
      path: ['change'],
      error:
        'name the change: {"number": 123}, {"sha": "…"} or {"deployment": "…"}, or give a text that names it',
    }),
  );

/** What a host says of a repository itself. */
export const RepositorySeen = z.object({
  type: z.literal('repository.seen'),
  ...envelope,
  at: Moment,
  url: z.optional(Link),
  defaultBranch: z.optional(Short),
});

/** A repository is called `repository` from now on, whoever owns it; what is known of it stays. */
export const RepositoryRenamed = z.object({
  type: z.literal('repository.renamed'),
  ...envelope,
  at: Moment,
  from: RepositoryName,
});

/** What CI and tools may post to /api/v1/events. */
export const PostedEvent = z.discriminatedUnion('type', [
  ChangeMerged,
  ChangeClosed,
  ChecksFinished,
  DeploymentFinished,
  IncidentOpened,
  IncidentResolved,
  IncidentLinked,
  RegressionReported,
  CommitAttested,
]);
export type PostedEvent = z.output<typeof PostedEvent>;

/** Everything the ledger understands, whoever sent it. */
export const LedgerEvent = z.discriminatedUnion('type', [
  PostedEvent,
  ChangeUpdated,
  ChangeTraced,
  CommitsPushed,
  ReviewSubmitted,
  RepositorySeen,
  RepositoryRenamed,
]);
export type LedgerEvent = z.output<typeof LedgerEvent>;
