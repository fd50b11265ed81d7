import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
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
  dayBefore,
  nextUpdated,
  type Page,
  type Step,
  UpdateCursor,
  updateWalk,
  type Walk,
  type Worded,
} from '@/lib/backfill/walk';
import { Problem } from '@/lib/problem';

const Client = Octokit.plugin(paginateRest);
type Client = InstanceType<typeof Client>;

const Moment = z.iso.datetime({ offset: true });
const Named = z.looseObject({
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string(),
});
const Listed = z.looseObject({
  number: z.int(),
  updated_at: Moment,
  pull_request: z.optional(z.unknown()),
});
type Listed = z.output<typeof Listed>;
const Pull = z.looseObject({
  number: z.int(),
  updated_at: Moment,
  merged_at: z.nullish(Moment),
  merge_commit_sha: z.nullish(z.string()),
  commits: z.optional(z.int()),
  head: z.looseObject({ sha: z.string() }),
  base: z.looseObject({ ref: z.string() }),
});
type Pull = z.output<typeof Pull>;
const Review = z.looseObject({
  id: z.int(),
  state: z.string(),
  submitted_at: z.nullish(z.string()),
});
const CheckRun = z.looseObject({
  id: z.int(),
  status: z.nullish(z.string()),
  completed_at: z.nullish(z.string()),
});
const Author = z.nullish(
  z.object({
    name: z.nullish(z.string()),
    email: z.nullish(z.string()),
    date: z.nullish(z.string()),
  }),
);
const Login = z.nullish(z.object({ login: z.optional(z.string()) }));
const Commit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), author: Author, committer: Author }),
  author: Login,
  committer: Login,
  parents: z.array(z.object({ sha: z.string() })),
});
type Commit = z.output<typeof Commit>;
const Deployment = z.looseObject({ id: z.int(), sha: z.string(), created_at: Moment });
const Status = z.looseObject({ id: z.int(), created_at: Moment, updated_at: z.nullish(Moment) });

/**
 * The repository at GitHub, with walks over its issues and pull requests (with what belongs to them) and
 * its deployments, as https://docs.github.com/rest documents them, worded as
 * https://docs.github.com/webhooks/webhook-events-and-payloads. Throws a Problem where the token is not
 * believed or sees no such repository.
 */
export async function openGithub(repository: string, access: HostAccess): Promise<HostRepository> {
  const { token, api = 'https://api.github.com', ...patience } = access;
  const [owner = '', repo = '', ...more] = repository.split('/');
  if (more.length > 0)
    throw new Problem('Write the repository as owner/name, for example acme/web.');
  const base = readApi(api);
  const hosted = { label: 'GitHub', base, tokenName: 'GITHUB_TOKEN' };
  const quiet = () => {};
  const client = new Client({
    auth: token,
    baseUrl: base.href.replace(/\/$/, ''),
    userAgent: 'aftermerge',
    request: { fetch: patientFetch(hosted, patience) },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const { data } = await answered(client.request('GET /repos/{owner}/{repo}', { owner, repo }));
  const told = readAnswer(Named, data, `The repository ${repository}`);
  const leftOut = new Set<string>();
  const about: About = { client, where: whereOf(told.full_name), told, leftOut };
  return {
    name: told.full_name,
    leftOut,
    walks: [
      anyWalk(walkPulls(about), UpdateCursor),
      anyWalk(ifAllowed(walkDeployments(about), leftOut), PageCursor),
    ],
  };
}

interface About {
  client: Client;
  where: { owner: string; repo: string };
  told: z.output<typeof Named>;
  leftOut: Set<string>;
}

function whereOf(name: string) {
  const [owner = '', repo = ''] = name.split('/');
  return { owner, repo };
}

/** What the client throws without what it wraps our own problems in. */
async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && error.cause instanceof Problem) throw error.cause;
    throw error;
  }
}

/** An answer about a commit, or nothing where the host does not have it any more. */
async function ifThere<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answered(asked);
  } catch (error) {
    if (error instanceof HostRefusal && [404, 409, 422].includes(error.status)) return undefined;
    throw error;
  }
}

/**
 * Issues and pull requests are one list at GitHub, the only one that can be asked for what was updated
 * since a moment.
 */
function walkPulls(about: About): Walk<UpdateCursor> {
  const { client, where } = about;
  const ask = (since: string | null, page: number, perPage: number) =>
    answered(
      client.request('GET /repos/{owner}/{repo}/issues', {
        ...where,
        state: 'all',
        sort: 'updated',
        direction: 'asc',
        ...(since === null ? {} : { since }),
        ...(page === 1 ? {} : { page }),
        per_page: perPage,
      }),
    );
  const list = async (since: string | null, page = 1): Promise<Page<Listed & ListedThing>> => {
    const { data, headers } = await ask(since, page, stepSize);
    const things = readAnswer(z.array(Listed), data, 'The list of pull requests');
    return {
      things: things.map((one) => ({ ...one, id: one.number, updatedAt: one.updated_at })),
      next: linkOf(headers.link, 'next') === undefined ? undefined : () => list(since, page + 1),
    };
  };
  return {
    name: 'pull requests and issues',
    ...updateWalk,
    async count({ from, seen }) {
      const { data, headers } = await ask(from, 1, 1);
      return Math.max(0, (lastPage(headers.link) ?? data.length) - seen.length);
    },
    async step(cursor) {
      const { things, ...rest } = await nextUpdated(list, cursor);
      const deliveries: Worded[] = [];
      for (const thing of things) {
        const { id, updatedAt, ...listed } = thing;
        if (listed.pull_request == null) deliveries.push(wordIssue(about, listed));
        else deliveries.push(...(await wordPullWhole(about, listed.number)));
      }
      return { ...rest, deliveries, things: things.length };
    },
  };
}

interface ListedThing {
  id: number;
  updatedAt: string;
}

/** A pull request with its reviews, its checks and what it brought to the default branch. */
async function wordPullWhole(about: About, number: number): Promise<Worded[]> {
  const { client, where, told } = about;
  const numbered = { ...where, pull_number: number };
  const found = await ifThere(
    client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', numbered),
  );
  if (found === undefined) return [];
  const pull = readAnswer(Pull, found.data, `Pull request ${number}`);
  const landed = pull.merged_at == null ? undefined : (pull.merge_commit_sha ?? undefined);
  const shas = [...new Set([pull.head.sha, landed].filter((sha) => sha !== undefined))];
  const [reviews, push, ...checks] = await Promise.all([
    answered(
      client.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
        ...numbered,
        per_page: 100,
      }),
    ),
    landed === undefined || pull.base.ref !== told.default_branch
      ? []
      : wordPush(about, pull, landed),
    ...shas.map((sha) => wordChecks(about, pull, sha)),
  ]);
  const { updated_at } = pull;
  return [
    word(about, 'pull_request', `#${number}:${updated_at}`, updated_at, { pull_request: pull }),
    ...readAnswer(z.array(Review), reviews, `The reviews of pull request ${number}`).map((review) =>
      word(
        about,
        'pull_request_review',
        `#${review.id}:${review.state.toLowerCase()}`,
        review.submitted_at ?? updated_at,
        { review, pull_request: { number, updated_at } },
      ),
    ),
    ...push,
    ...checks.flat(),
  ];
}

/** Fine-grained tokens cannot be given the permission, however much else they may read. */
const checksLeftOut =
  'Check runs were left out, for the token may not read them: a classic one with the scope repo may. Start again with it and --again.';

/** With those that were run again: a failure counts when it was seen twice. */
async function wordChecks(about: About, pull: Pull, sha: string): Promise<Worded[]> {
  if (about.leftOut.has(checksLeftOut)) return [];
  const found = await ifThere(
    about.client.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...about.where,
      ref: sha,
      filter: 'all',
      per_page: 100,
    }),
  ).catch((error: unknown) => {
    if (!(error instanceof HostRefusal) || error.status !== 403) throw error;
    about.leftOut.add(checksLeftOut);
    return undefined;
  });
  return readAnswer(z.array(CheckRun), found ?? [], `The checks of ${sha}`).map((run) => {
    const at = run.completed_at ?? undefined;
    const id = `#${run.id}:${at ?? run.status ?? 'unknown'}`;
    return word(about, 'check_run', id, at ?? pull.updated_at, { check_run: run });
  });
}

/**
 * The push that the merge was, with the commits that it brought: all of the pull request's and the merge
 * commit, the one of a squash, or the rewritten ones of a rebase.
 */
async function wordPush(about: About, pull: Pull, landed: string): Promise<Worded[]> {
  const { client, where, told } = about;
  const found = await ifThere(
    client.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...where, ref: landed }),
  );
  if (found === undefined) return [];
  const head = readAnswer(Commit, found.data, `Commit ${landed}`);
  const commits = await commitsOf(about, pull, head);
  const [oldest = head] = commits;
  const before = (head.parents.length > 1 ? head : oldest).parents[0]?.sha;
  const at = pull.merged_at ?? pull.updated_at;
  const payload = {
    ref: `refs/heads/${told.default_branch}`,
    before,
    after: landed,
    commits: commits.map(wordCommit),
    head_commit: wordCommit(head),
  };
  return [word(about, 'push', `@${landed}`, at, payload)];
}

async function commitsOf({ client, where }: About, pull: Pull, head: Commit): Promise<Commit[]> {
  const isMerge = head.parents.length > 1;
  const count = pull.commits ?? 1;
  const isOne = count <= 1 || head.commit.message.split('\n', 1)[0]?.endsWith(`(#${pull.number})`);
  if (!isMerge && isOne) return [head];
  const told = await answered(
    client.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
      ...where,
      pull_number: pull.number,
      per_page: 100,
    }),
  );
  const own = readAnswer(z.array(Commit), told, `The commits of pull request ${pull.number}`);
  if (isMerge) return [...own, head];
  // The words of a squash are new; a rebase keeps those of each commit.
  if (own.at(-1)?.commit.message !== head.commit.message || count > 100) return [head];
  const { data } = await answered(
    client.request('GET /repos/{owner}/{repo}/commits', {
      ...where,
      sha: head.sha,
      per_page: count,
    }),
  );
  return readAnswer(z.array(Commit), data, `The commits before ${head.sha}`).reverse();
}

function wordCommit({ sha, commit, author, committer }: Commit) {
  const person = (named: z.output<typeof Author>, account: z.output<typeof Login>) => ({
    name: named?.name,
    email: named?.email,
    username: account?.login,
  });
  return {
    id: sha,
    message: commit.message,
    timestamp: commit.committer?.date ?? commit.author?.date,
    author: person(commit.author, author),
    committer: person(commit.committer, committer),
  };
}

const wordIssue = (about: About, issue: Listed) =>
  word(about, 'issues', `#${issue.number}:${issue.updated_at}`, issue.updated_at, { issue });

/** Deployments are told newest first, and cannot be asked for by moment. */
const PageCursor = z.object({
  page: z.int().check(z.positive()),
  /** When the newest was made, once the first page is read. */
  newest: z.nullable(Moment),
  /** What was made before it is known, or not asked for. */
  until: z.nullable(Moment),
});
type PageCursor = z.output<typeof PageCursor>;

function walkDeployments(about: About): Walk<PageCursor> {
  const { client, where } = about;
  const ask = (page: number, perPage: number) =>
    answered(
      client.request('GET /repos/{owner}/{repo}/deployments', {
        ...where,
        per_page: perPage,
        ...(page === 1 ? {} : { page }),
      }),
    );
  const newestNow = async () => {
    const { data } = await ask(1, 1);
    return readAnswer(z.array(Deployment), data, 'The list of deployments')[0]?.created_at ?? null;
  };
  return {
    name: 'deployments',
    begin(since, stored) {
      const { data } = PageCursor.safeParse(stored);
      const known = data?.newest == null ? null : dayBefore(data.newest);
      const start = since === null ? null : `${since}T00:00:00Z`;
      const until =
        [known, start]
          .filter((one) => one !== null)
          .sort()
          .at(-1) ?? null;
      return { page: 1, newest: null, until };
    },
    resume: (stored) => PageCursor.safeParse(stored).data,
    async count({ until }) {
      // How many of them are newer than a moment is not told.
      if (until !== null) return undefined;
      const { data, headers } = await ask(1, 1);
      return lastPage(headers.link) ?? data.length;
    },
    async step({ page, newest, until }): Promise<Step<PageCursor>> {
      const { data, headers } = await ask(page, stepSize);
      const all = readAnswer(z.array(Deployment), data, 'The list of deployments');
      const things = all.filter(
        ({ created_at }) => until === null || Date.parse(created_at) >= Date.parse(until),
      );
      const deliveries: Worded[] = [];
      for (const one of things) deliveries.push(...(await wordDeployment(about, one)));
      const reached = page === 1 ? (all[0]?.created_at ?? null) : newest;
      const isEnd = things.length < all.length || linkOf(headers.link, 'next') === undefined;
      const told = { deliveries, things: things.length };
      if (!isEnd)
        return { ...told, cursor: { page: page + 1, newest: reached, until }, isLast: false };
      // What was deployed during the walk came before its first page.
      const latest = page === 1 ? reached : await newestNow();
      const isLast = latest === reached;
      const cursor = isLast
        ? { page, newest: reached, until }
        : { page: 1, newest: null, until: reached };
      return { ...told, cursor, isLast };
    },
  };
}

async function wordDeployment(
  about: About,
  deployment: z.output<typeof Deployment>,
): Promise<Worded[]> {
  const told = await ifThere(
    about.client.paginate('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...about.where,
      deployment_id: deployment.id,
      per_page: 100,
    }),
  );
  const what = `The statuses of deployment ${deployment.id}`;
  return readAnswer(z.array(Status), told ?? [], what).map((status) =>
    word(about, 'deployment_status', `#${status.id}`, status.updated_at ?? status.created_at, {
      deployment_status: status,
      deployment,
    }),
  );
}

/** A delivery as GitHub would have sent it, about a repository as of the moment that it tells of. */
function word(
  { told }: About,
  event: string,
  what: string,
  at: string,
  payload: Record<string, unknown>,
): Worded {
  const { full_name, html_url, default_branch } = told;
  const id = `backfill:${event}:${full_name}${what}`;
  return {
    id,
    event,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
    },
    payload: {
      action: 'backfilled',
      ...Object.fromEntries(
        Object.entries(payload).map(([name, value]) => [name, withoutApiLinks(value)]),
      ),
      repository: { full_name, html_url, default_branch, pushed_at: at, updated_at: at },
    },
  };
}

const keptLinks: ReadonlySet<string> = new Set([
  'html_url',
  'log_url',
  'target_url',
  'details_url',
]);

/** Two thirds of an answer are addresses of more answers, and the repository over and over. */
function withoutApiLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutApiLinks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name]) =>
          (!/(?:^|_)url$/.test(name) || keptLinks.has(name)) &&
          name !== '_links' &&
          name !== 'repo',
      )
      .map(([name, one]) => [name, withoutApiLinks(one)]),
  );
}

/** The address that a Link header gives for `next` or `last` (RFC 8288). */
function linkOf(header: string | undefined, rel: 'next' | 'last'): string | undefined {
  for (const link of header?.split(',') ?? []) {
    const [, url] = /^\s*<([^>]+)>/.exec(link) ?? [];
    if (link.includes(`rel="${rel}"`)) return url;
  }
  return undefined;
}

function lastPage(header: string | undefined): number | undefined {
  const url = linkOf(header, 'last');
  const page = url === undefined ? Number.NaN : Number(new URL(url).searchParams.get('page'));
  return page > 0 ? page : undefined;
}
