import { createRequesterFn } from '@gitbeaker/requester-utils';
import { Gitlab } from '@gitbeaker/rest';
import * as z from 'zod/mini';
import {
  anyWalk,
  type HostAccess,
  type HostRepository,
  ifAllowed,
  readAnswer,
  readApi,
  stepSize,
} from '@/lib/backfill/host';
import { HostRefusal, patientFetch } from '@/lib/backfill/patient-fetch';
import {
  nextUpdated,
  type Page,
  UpdateCursor,
  type Updated,
  updateWalk,
  type Walk,
  type Worded,
} from '@/lib/backfill/walk';
import { repositoryAt } from '@/lib/sources/host';

const Moment = z.iso.datetime({ offset: true });
const Project = z.object({
  id: z.int(),
  path_with_namespace: z.string(),
  web_url: z.string(),
  default_branch: z.nullish(z.string()),
});
const Person = z.nullish(
  z.object({ id: z.int(), username: z.string(), name: z.nullish(z.string()) }),
);
const MergeRequest = z.object({
  id: z.int(),
  iid: z.int(),
  title: z.string(),
  description: z.nullish(z.string()),
  state: z.string(),
  author: Person,
  source_branch: z.string(),
  target_branch: z.string(),
  labels: z.array(z.string()),
  sha: z.nullish(z.string()),
  merge_commit_sha: z.nullish(z.string()),
  squash_commit_sha: z.nullish(z.string()),
  created_at: Moment,
  updated_at: Moment,
  merged_at: z.nullish(Moment),
  closed_at: z.nullish(Moment),
  web_url: z.string(),
});
type MergeRequest = z.output<typeof MergeRequest>;
const Commit = z.object({
  id: z.string(),
  message: z.string(),
  committed_date: z.nullish(z.string()),
  author_name: z.nullish(z.string()),
  author_email: z.nullish(z.string()),
  parent_ids: z.nullish(z.array(z.string())),
});
type Commit = z.output<typeof Commit>;
const Note = z.object({
  id: z.int(),
  body: z.string(),
  system: z.nullish(z.boolean()),
  author: Person,
  created_at: Moment,
  updated_at: z.nullish(Moment),
});
type Note = z.output<typeof Note>;
const Pipeline = z.object({ id: z.int(), status: z.string(), updated_at: Moment });
const WholePipeline = z.object({
  id: z.int(),
  sha: z.string(),
  ref: z.nullish(z.string()),
  status: z.string(),
  source: z.nullish(z.string()),
  web_url: z.nullish(z.string()),
  created_at: Moment,
  finished_at: z.nullish(Moment),
});
const Deployment = z.object({
  id: z.int(),
  sha: z.string(),
  ref: z.nullish(z.string()),
  status: z.string(),
  updated_at: Moment,
  environment: z.nullish(z.object({ name: z.string() })),
  deployable: z.nullish(z.object({ id: z.int() })),
});

type Client = InstanceType<typeof Gitlab>;

interface About {
  client: Client;
  project: z.output<typeof Project>;
  /** As webhooks tell it: what has a name here. */
  told: { path_with_namespace: string; web_url: string; default_branch?: string | undefined };
}

/**
 * The project at GitLab, with walks over its merge requests (with what belongs to them), pipelines and
 * deployments, as https://docs.gitlab.com/api/rest/ documents them, worded as
 * https://docs.gitlab.com/user/project/integrations/webhook_events/. Throws a Problem where the token is
 * not believed or sees no such project.
 */
export async function openGitlab(repository: string, access: HostAccess): Promise<HostRepository> {
  const { token, api = 'https://gitlab.com', ...patience } = access;
  const base = readApi(api.replace(/\/api\/v4\/?$/, ''));
  const ask = patientFetch({ label: 'GitLab', base, tokenName: 'GITLAB_TOKEN' }, patience);
  const client = new Gitlab({
    host: base.href.replace(/\/$/, ''),
    token,
    // A pause for the rate limit may be longer than any.
    queryTimeout: null,
    requesterFn: createRequesterFn(
      async (_, options) => options,
      (endpoint, options) => answerOf(ask, endpoint, options),
    ),
  });
  const found = await client.Projects.show(repository);
  const project = readAnswer(Project, found, `The project ${repository}`);
  const { path_with_namespace, web_url, default_branch } = project;
  const told = { path_with_namespace, web_url, default_branch: default_branch ?? undefined };
  const about: About = { client, project, told };
  const leftOut = new Set<string>();
  return {
    name: repositoryAt(path_with_namespace),
    leftOut,
    walks: [
      walkMergeRequests(about),
      // Projects without CI refuse these.
      ifAllowed(walkPipelines(about), leftOut),
      ifAllowed(walkDeployments(about), leftOut),
    ].map((walk) => anyWalk(walk, UpdateCursor)),
  };
}

const Options = z.object({
  prefixUrl: z.string(),
  searchParams: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.string())),
});
const Body = z.union([
  z.record(z.string(), z.unknown()),
  z.array(z.record(z.string(), z.unknown())),
]);

/** Asks what the client words: its own way of asking heeds neither `Retry-After` nor redirects. */
async function answerOf(ask: typeof fetch, endpoint: string, options: unknown) {
  const { prefixUrl, searchParams = '', headers = {} } = Options.parse(options);
  const url = new URL(endpoint, prefixUrl.endsWith('/') ? prefixUrl : `${prefixUrl}/`);
  url.search = searchParams;
  const answer = await ask(url, { headers });
  const body = readAnswer(
    Body,
    await answer.json().catch(() => undefined),
    `GitLab's ${url.pathname}`,
  );
  return { body, headers: Object.fromEntries(answer.headers), status: answer.status };
}

async function ifThere<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof HostRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** One page of a list, and what the client read of the headers about the others. */
interface Listed {
  data: unknown[];
  paginationInfo: { next: number | null; total: number };
}
interface Ask {
  orderBy: 'updated_at';
  sort: 'asc';
  updatedAfter?: string;
  perPage: number;
  page: number;
  showExpanded: true;
}

/** A walk over one of the project's lists in the order of updates. */
function walkUpdated<Thing extends Updated>(
  name: string,
  list: (ask: Ask) => Promise<Listed>,
  read: (one: unknown) => Thing,
  wordThing: (thing: Thing) => Promise<Worded[]>,
): Walk<UpdateCursor> {
  const ask = (from: string | null, page: number, perPage: number) =>
    list({
      orderBy: 'updated_at',
      sort: 'asc',
      ...(from === null ? {} : { updatedAfter: from }),
      ...{ perPage, page, showExpanded: true },
    });
  const pageOf = async (from: string | null, page = 1): Promise<Page<Thing>> => {
    const { data, paginationInfo } = await ask(from, page, stepSize);
    const { next } = paginationInfo;
    return { things: data.map(read), next: next === null ? undefined : () => pageOf(from, next) };
  };
  return {
    name,
    ...updateWalk,
    async count({ from, seen }) {
      // Not told where there are more than 10,000.
      const { total } = (await ask(from, 1, 1)).paginationInfo;
      return Number.isFinite(total) ? Math.max(0, total - seen.length) : undefined;
    },
    async step(cursor) {
      const { things, ...rest } = await nextUpdated(pageOf, cursor);
      const deliveries: Worded[] = [];
      for (const thing of things) deliveries.push(...(await wordThing(thing)));
      return { ...rest, deliveries, things: things.length };
    },
  };
}

function walkMergeRequests(about: About) {
  const { client, project } = about;
  return walkUpdated(
    'merge requests',
    (ask) => client.MergeRequests.all({ projectId: project.id, scope: 'all', ...ask }),
    (one) => {
      const request = readAnswer(MergeRequest, one, 'A merge request');
      return { id: request.iid, updatedAt: request.updated_at, request };
    },
    ({ request }) => wordMergeRequestWhole(about, request),
  );
}

function walkPipelines(about: About) {
  const { client, project } = about;
  return walkUpdated(
    'pipelines',
    (ask) => client.Pipelines.all(project.id, ask),
    (one) => {
      const { id, status, updated_at } = readAnswer(Pipeline, one, 'A pipeline');
      return { id, updatedAt: updated_at, status };
    },
    async ({ id, status, updatedAt }) => {
      if (!['success', 'failed', 'canceled', 'skipped'].includes(status)) return [];
      // When it finished is told of one alone.
      const found = await ifThere(client.Pipelines.show(project.id, id));
      return found === undefined ? [] : [wordPipeline(about, found, updatedAt)];
    },
  );
}

function walkDeployments(about: About) {
  const { client, project } = about;
  return walkUpdated(
    'deployments',
    (ask) => client.Deployments.all(project.id, ask),
    (one) => {
      const deployment = readAnswer(Deployment, one, 'A deployment');
      return { id: deployment.id, updatedAt: deployment.updated_at, deployment };
    },
    async ({ deployment }) => [wordDeployment(about, deployment)],
  );
}

/** A merge request with its approvals and comments, and what it brought to the default branch. */
async function wordMergeRequestWhole(about: About, request: MergeRequest): Promise<Worded[]> {
  const { client, project, told } = about;
  const { iid } = request;
  const isLanded = request.state === 'merged' && request.target_branch === told.default_branch;
  const [listed, noted] = await Promise.all([
    ifThere(client.MergeRequests.allCommits(project.id, iid, { perPage: 100 })),
    ifThere(
      client.MergeRequestNotes.all(project.id, iid, {
        ...{ sort: 'asc', orderBy: 'created_at', perPage: 100 },
      }),
    ),
  ]);
  const what = `of merge request ${iid}`;
  // GitLab lists the newest first.
  const commits = readAnswer(z.array(Commit), listed ?? [], `The commits ${what}`).reverse();
  const notes = readAnswer(z.array(Note), noted ?? [], `The notes ${what}`);
  const approvals = notes.flatMap((note) => wordApproval(about, request, note));
  const comments = notes.filter(({ system }) => !system);
  return [
    ...approvals.map(({ worded }) => worded),
    wordMergeRequest(about, request, commits, approvals.at(-1)?.at),
    ...comments.map((note) => wordNote(about, request, note)),
    ...(isLanded ? await wordPush(about, request, commits) : []),
  ];
}

function wordMergeRequest(
  about: About,
  request: MergeRequest,
  commits: readonly Commit[],
  approvedAt: string | undefined,
): Worded {
  const last = commits.find(({ id }) => id === request.sha) ?? commits.at(-1);
  const attributes = attributesOf(request);
  // An approval names who gave it in the author's place: the request itself must be the newer word.
  const isNewer =
    approvedAt === undefined || Date.parse(request.updated_at) > Date.parse(approvedAt);
  const updatedAt = isNewer
    ? request.updated_at
    : new Date(Date.parse(approvedAt) + 1).toISOString();
  return word(about, 'Merge Request Hook', `merge_request:!${request.iid}:${updatedAt}`, {
    object_kind: 'merge_request',
    user: request.author,
    labels: request.labels.map((title) => ({ title })),
    object_attributes: {
      ...attributes,
      action: 'backfilled',
      updated_at: updatedAt,
      last_commit: last === undefined ? undefined : wordCommit(last),
    },
  });
}

function attributesOf({ author, labels, sha, web_url, ...told }: MergeRequest) {
  return { ...told, author_id: author?.id, url: web_url };
}

const approvalWords: ReadonlyMap<string, string> = new Map([
  ['approved this merge request', 'approved'],
  ['unapproved this merge request', 'unapproved'],
]);

/** GitLab keeps the moments of approvals in its own notes alone, which are in English everywhere. */
function wordApproval(about: About, request: MergeRequest, note: Note) {
  const action = approvalWords.get(note.body.trim());
  if (!note.system || action === undefined) return [];
  const at = hookMoment(note.created_at);
  const worded = word(about, 'Merge Request Hook', `approval:!${request.iid}:${note.id}`, {
    object_kind: 'merge_request',
    user: note.author,
    labels: request.labels.map((title) => ({ title })),
    object_attributes: { ...attributesOf(request), action, updated_at: at },
  });
  return [{ at, worded }];
}

function wordNote(about: About, request: MergeRequest, note: Note): Worded {
  const { id, body, created_at, updated_at } = note;
  return word(about, 'Note Hook', `note:#${id}:${updated_at ?? created_at}`, {
    object_kind: 'note',
    user: note.author,
    merge_request: { iid: request.iid },
    object_attributes: {
      ...{ id, note: body, noteable_type: 'MergeRequest', created_at: hookMoment(created_at) },
      url: `${request.web_url}#note_${id}`,
    },
  });
}

/** The push that the merge was: the commits or the squashed one, and the merge commit if there is one. */
async function wordPush(
  about: About,
  request: MergeRequest,
  commits: readonly Commit[],
): Promise<Worded[]> {
  const { merge_commit_sha: merge, squash_commit_sha: squash } = request;
  const squashed = squash == null ? commits : await showCommit(about, squash);
  const merged = merge == null || merge === squash ? [] : await showCommit(about, merge);
  const brought = [...squashed, ...merged];
  const head = brought.at(-1);
  const [oldest] = merged.length > 0 ? merged : brought;
  if (head === undefined) return [];
  return [
    word(about, 'Push Hook', `push:@${head.id}`, {
      object_kind: 'push',
      ref: `refs/heads/${about.told.default_branch}`,
      before: oldest?.parent_ids?.[0],
      after: head.id,
      commits: brought.map(wordCommit),
    }),
  ];
}

async function showCommit({ client, project }: About, sha: string): Promise<Commit[]> {
  const found = await ifThere(client.Commits.show(project.id, sha));
  return found === undefined ? [] : [readAnswer(Commit, found, `Commit ${sha}`)];
}

function wordCommit({ id, message, committed_date, author_name, author_email }: Commit) {
  return {
    ...{ id, message, timestamp: committed_date },
    author: { name: author_name, email: author_email },
  };
}

function wordPipeline(about: About, found: unknown, updatedAt: string): Worded {
  const told = readAnswer(WholePipeline, found, 'A pipeline');
  const { web_url, created_at, finished_at, ...rest } = told;
  return word(about, 'Pipeline Hook', `pipeline:#${told.id}:${updatedAt}`, {
    object_kind: 'pipeline',
    object_attributes: {
      ...rest,
      url: web_url,
      created_at: hookMoment(created_at),
      finished_at: hookMoment(finished_at ?? updatedAt),
    },
  });
}

function wordDeployment(about: About, deployment: z.output<typeof Deployment>): Worded {
  const { id, sha, ref, status, updated_at, environment, deployable } = deployment;
  const { web_url } = about.told;
  return word(about, 'Deployment Hook', `deployment:#${id}:${updated_at}`, {
    object_kind: 'deployment',
    ...{ status, ref, deployment_id: id, environment: environment?.name },
    status_changed_at: hookMoment(updated_at),
    deployable_url: deployable == null ? undefined : `${web_url}/-/jobs/${deployable.id}`,
    commit_url: `${web_url}/-/commit/${sha}`,
  });
}

/** Webhooks tell whole seconds: told otherwise, one thing would have two moments. */
const hookMoment = (moment: string) =>
  new Date(Math.floor(Date.parse(moment) / 1_000) * 1_000).toISOString();

/** A delivery as GitLab would have sent it. */
function word(
  { project, told }: About,
  event: string,
  what: string,
  payload: Record<string, unknown>,
): Worded {
  const [kind, rest = ''] = [what.slice(0, what.indexOf(':')), what.slice(what.indexOf(':') + 1)];
  return {
    id: `backfill:${kind}:${told.path_with_namespace}${rest}`,
    event,
    headers: { 'content-type': 'application/json', 'x-gitlab-event': event },
    payload: { ...payload, project: { id: project.id, ...told } },
  };
}
