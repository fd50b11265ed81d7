import * as z from 'zod/mini';
import type { ChecksFinished, LedgerEvent } from '@/lib/domain/event';
import { branchOf, fullSha, repositoryAt } from '@/lib/sources/host';
import { keyOfIncident, newsOfIncident } from '@/lib/sources/incident';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody, type Told } from '@/lib/sources/payload';
import { digestOf, idOr, verifyStandardWebhook, verifyToken } from '@/lib/sources/proof';
import { mentionsRegression } from '@/lib/sources/regression-words';
import type { Source } from '@/lib/sources/source';

const Person = fitting(
  z.object({ id: z.optional(z.unknown()), username: Word, name: Word, email: Word }),
);
const Commit = z.object({
  id: Word,
  message: Words,
  timestamp: When,
  author: fitting(z.object({ name: Word, email: Word })),
});
type Commit = z.output<typeof Commit>;
const Project = fitting(
  z.object({ path_with_namespace: Word, web_url: Url, default_branch: Word }),
);
const Iid = fitting(z.int().check(z.positive()));

/** One form for all that GitLab sends: what is not there is not told. */
const Payload = z.object({
  object_kind: Word,
  event_name: Word,
  user: Person,
  project: Project,
  path_with_namespace: Word,
  old_path_with_namespace: Word,
  updated_at: When,
  labels: listOf(z.object({ title: Word })),
  ref: Word,
  before: Word,
  after: Word,
  commits: listOf(Commit),
  repository: fitting(z.object({ homepage: Url })),
  project_name: Word,
  sha: Word,
  build_name: Word,
  build_status: Word,
  build_finished_at: When,
  build_allow_failure: fitting(z.boolean()),
  status: Word,
  status_changed_at: When,
  deployment_id: Word,
  deployable_url: Url,
  environment: Word,
  commit_url: Word,
  merge_request: fitting(z.object({ iid: Iid })),
  issue: fitting(z.object({ title: Word, labels: listOf(z.object({ title: Word })) })),
  object_attributes: fitting(
    z.object({
      id: Word,
      iid: Iid,
      action: Word,
      type: Word,
      title: Word,
      description: Words,
      note: Words,
      noteable_type: Word,
      state: Word,
      url: Url,
      author_id: z.optional(z.unknown()),
      source_branch: Word,
      target_branch: Word,
      merge_commit_sha: Word,
      squash_commit_sha: Word,
      last_commit: fitting(Commit),
      severity: Word,
      created_at: When,
      updated_at: When,
      closed_at: When,
      merged_at: When,
      finished_at: When,
      sha: Word,
      name: Word,
      status: Word,
    }),
  ),
});
type Payload = z.output<typeof Payload>;

interface About {
  payload: Payload;
  repository: string;
  receivedAt: string;
}

/** An approval is the last word of who gave it: GitLab gives it no id. */
const approvals: ReadonlyMap<string, 'approved' | 'dismissed'> = new Map([
  ['approved', 'approved'],
  ['approval', 'approved'],
  ['unapproved', 'dismissed'],
  ['unapproval', 'dismissed'],
]);

/** The payload holds the whole merge request: what it is decides, not the word for what happened. */
function tellMergeRequest({ payload, repository, receivedAt }: About): Told {
  const { object_attributes: told, user, labels } = payload;
  if (told?.iid === undefined) return { ignored: 'a merge request without a number' };
  const at = told.updated_at ?? receivedAt;
  // Only who acts is told by name: it is the author where both are the same.
  const isAuthor = user?.id !== undefined && user.id === told.author_id;
  const description = {
    repository,
    number: told.iid,
    title: told.title ?? '(no title)',
    body: told.description ?? '',
    url: told.url,
    author: isAuthor ? { login: user.username?.slice(0, 200) } : undefined,
    branch: told.source_branch,
    baseBranch: told.target_branch,
    labels: labels.flatMap(({ title }) => title ?? []).slice(0, 200),
    openedAt: told.created_at,
    commits: told.last_commit === undefined ? undefined : commitsOf([told.last_commit], at),
  };
  const verdict = approvals.get(told.action ?? '');
  const review: LedgerEvent[] =
    verdict === undefined
      ? []
      : [
          {
            type: 'review.submitted',
            repository,
            at,
            number: told.iid,
            review: `approval-${user?.username ?? 'unknown'}`,
            reviewer: { login: user?.username?.slice(0, 200) },
            verdict,
          },
        ];
  if (told.state === 'merged') {
    // Without a merge commit it was rebased: it landed as its last commit.
    const mergeSha =
      fullSha(told.merge_commit_sha) ??
      fullSha(told.squash_commit_sha) ??
      fullSha(told.last_commit?.id);
    const merged = { type: 'change.merged', mergeSha, ...description } as const;
    const mergedAt = told.merged_at ?? (told.action === 'merge' ? at : undefined);
    if (mergedAt !== undefined) return [...review, { ...merged, at, mergedAt }];
    // Told later, and without its moment: whatever knows the moment is held for newer.
    const first = told.created_at ?? at;
    return [
      ...review,
      { ...merged, at: first, mergedAt: at },
      { type: 'change.updated', at, ...description },
    ];
  }
  const type = told.state === 'closed' ? 'change.closed' : 'change.updated';
  return [...review, { type, at, ...description }];
}

function commitsOf(list: readonly Commit[], at: string) {
  return list.flatMap(({ id, message = '', timestamp, author }) => {
    const sha = fullSha(id);
    if (sha === undefined) return [];
    const person = { name: author?.name?.slice(0, 300), email: author?.email?.slice(0, 300) };
    return [{ sha, message, committedAt: timestamp ?? at, author: person }];
  });
}

function tellPush({ payload, repository, receivedAt }: About): Told {
  const branch = payload.project?.default_branch;
  const head = fullSha(payload.after);
  const commits = commitsOf(payload.commits, receivedAt);
  if (branch === undefined || branchOf(payload.ref) !== branch) {
    return { ignored: 'a push to another branch' };
  }
  if (head === undefined || commits.length === 0) return { ignored: 'a push without commits' };
  const newest = commits
    .map(({ committedAt }) => committedAt)
    .sort()
    .at(-1);
  const before = fullSha(payload.before);
  const at = newest ?? receivedAt;
  return [{ type: 'commits.pushed', repository, at, branch, head, before, commits }];
}

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['success', 'passed'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
  ['skipped', 'skipped'],
]);

function tellPipeline({ payload, repository, receivedAt }: About): Told {
  const told = payload.object_attributes;
  const conclusion = conclusions.get(told?.status ?? '');
  const sha = fullSha(told?.sha);
  if (conclusion === undefined || sha === undefined) {
    return { ignored: `a pipeline that is ${told?.status ?? 'not finished'}` };
  }
  const at = told?.finished_at ?? told?.created_at ?? receivedAt;
  return [
    { type: 'checks.finished', repository, at, sha, name: 'pipeline', conclusion, url: told?.url },
  ];
}

function tellJob({ payload, repository, receivedAt }: About): Told {
  const status = payload.build_status ?? 'not finished';
  const conclusion = conclusions.get(status);
  const sha = fullSha(payload.sha);
  if (conclusion === undefined || sha === undefined) return { ignored: `a job that is ${status}` };
  const at = payload.build_finished_at ?? receivedAt;
  const isAllowed = conclusion === 'failed' && payload.build_allow_failure === true;
  return [
    {
      type: 'checks.finished',
      repository,
      at,
      sha,
      name: payload.build_name ?? 'job',
      // It may fail: it blocks nothing.
      conclusion: isAllowed ? 'passed' : conclusion,
    },
  ];
}

function tellDeployment({ payload, repository, receivedAt }: About): Told {
  const { status, deployment_id: deployment, environment = 'unknown' } = payload;
  const conclusion = { success: 'succeeded', failed: 'failed' }[status ?? ''];
  // Its own field is short: the whole id is at the end of the commit's address.
  const sha = fullSha(payload.commit_url?.split('/').at(-1));
  if ((conclusion !== 'succeeded' && conclusion !== 'failed') || !deployment || !sha) {
    return { ignored: `a deployment that is ${status ?? 'not finished'}` };
  }
  const at = payload.status_changed_at ?? receivedAt;
  const url = payload.deployable_url;
  return [
    { type: 'deployment.finished', repository, at, deployment, sha, environment, conclusion, url },
  ];
}

const isLabelled = (labels: readonly { title: string | undefined }[]) =>
  labels.some(({ title }) => mentionsRegression(title ?? ''));

function tellIssue({ payload, repository, receivedAt }: About): Told {
  const { object_attributes: told, labels, user } = payload;
  if (told?.iid === undefined) return { ignored: 'an issue without a number' };
  const { title = 'Issue', description: text, url } = told;
  const openedAt = told.created_at ?? receivedAt;
  if (told.type?.toLowerCase() === 'incident') {
    const incident = keyOfIncident('gitlab', String(told.iid));
    const isOver = told.state === 'closed' && told.action !== 'reopen';
    const moments = {
      openedAt,
      updatedAt: told.updated_at,
      resolvedAt: isOver ? (told.closed_at ?? told.updated_at ?? receivedAt) : undefined,
    };
    const words = { incident, title, text, severity: told.severity, url };
    return newsOfIncident(words, moments, receivedAt).map((one) => ({ ...one, repository }));
  }
  if (!isLabelled(labels) && !mentionsRegression(`${title}\n${text ?? ''}`)) {
    return { ignored: 'an issue that speaks of no regression' };
  }
  const reporter = { login: user?.username?.slice(0, 200) };
  return [...new Set([openedAt, told.updated_at ?? openedAt])].map((at) => ({
    type: 'regression.reported',
    repository,
    at,
    report: `issue-${told.iid}`,
    title,
    text: text ?? '',
    url,
    reporter,
  }));
}

function tellNote({ payload, repository, receivedAt }: About): Told {
  const { object_attributes: told, issue, user } = payload;
  if (told?.id === undefined || told.note === undefined) return { ignored: 'a comment' };
  const onReport = isLabelled(issue?.labels ?? []) && /[#!]\d|\b[0-9a-f]{7,40}\b/.test(told.note);
  if (!mentionsRegression(told.note) && !onReport) {
    return { ignored: 'a comment that speaks of no regression' };
  }
  const at = told.created_at ?? receivedAt;
  return [
    {
      type: 'regression.reported',
      repository,
      at,
      report: `note-${told.id}`,
      title: `Comment on ${told.noteable_type ?? 'something'}`,
      text: told.note,
      url: told.url,
      reporter: { login: user?.username?.slice(0, 200) },
    },
  ];
}

const readers: ReadonlyMap<string, (about: About) => Told> = new Map([
  ['merge_request', tellMergeRequest],
  ['push', tellPush],
  ['pipeline', tellPipeline],
  ['build', tellJob],
  ['deployment', tellDeployment],
  ['issue', tellIssue],
  ['work_item', tellIssue],
  ['note', tellNote],
]);

/** The path of the project, which a job tells only in the address of its repository. */
function projectOf({ project, repository, path_with_namespace }: Payload): string | undefined {
  const homepage = repository?.homepage;
  const path =
    project?.path_with_namespace ??
    path_with_namespace ??
    (homepage === undefined ? undefined : new URL(homepage).pathname.slice(1));
  return path === undefined || !path.includes('/') ? undefined : repositoryAt(path);
}

/** System hooks tell of projects that were renamed or moved to another group. */
function tellRenamed(payload: Payload, repository: string, receivedAt: string): Told {
  const before = payload.old_path_with_namespace;
  if (before === undefined) return { ignored: payload.event_name ?? 'unknown' };
  const at = payload.updated_at ?? receivedAt;
  return [{ type: 'repository.renamed', repository, from: repositoryAt(before), at }];
}

function tell(payload: Payload, receivedAt: string): Told {
  const kind = payload.object_kind ?? payload.event_name ?? 'unknown';
  const reader = readers.get(kind);
  const repository = projectOf(payload);
  if (repository === undefined) return { ignored: `${kind}: no project is told` };
  if (payload.old_path_with_namespace !== undefined) {
    return tellRenamed(payload, repository, receivedAt);
  }
  if (reader === undefined) return { ignored: kind };
  const told = reader({ payload, repository, receivedAt });
  const { web_url: url, default_branch: defaultBranch } = payload.project ?? {};
  if (!Array.isArray(told) || (url === undefined && defaultBranch === undefined)) return told;
  const [first] = told;
  const at = first?.at ?? receivedAt;
  return [...told, { type: 'repository.seen', repository, at, url, defaultBranch }];
}

export const gitlab: Source = {
  label: 'GitLab',
  group: 'git host',

  /** Where a signature is sent it must fit: the token beside it is not enough. */
  verify(received, secrets) {
    const kept = ['x-gitlab-event', 'x-gitlab-event-uuid', 'idempotency-key', 'x-gitlab-instance'];
    return received.headers.has('webhook-signature')
      ? verifyStandardWebhook(received, secrets, { kept })
      : verifyToken(received, secrets, { header: 'x-gitlab-token', kept });
  },

  identify(delivery) {
    const { headers, body } = delivery;
    const event = headers['x-gitlab-event'] ?? glimpse(delivery, Payload)?.object_kind;
    // Hooks that one event set off share its id: the body tells them apart.
    const shared = headers['x-gitlab-event-uuid'];
    const fallback = shared === undefined ? digestOf(body) : `${shared}-${digestOf(body)}`;
    const id = headers['idempotency-key'] ?? fallback;
    return { id: idOr(id, body), event: event?.slice(0, 100) || 'unknown' };
  },

  read: (delivery) => readBody(delivery, Payload, tell),

  setup: {
    where: 'In the project or group: Settings → Webhooks → Add new webhook.',
    secret: 'Secret token (or signing token)',
    events: [
      'Push events',
      'Merge request events',
      'Pipeline events',
      'Job events',
      'Deployment events',
      'Issues events',
      'Comments',
    ],
  },
};
