import type { LedgerEvent } from '@/lib/domain/event';
import { type Draft, teamMember } from '@/lib/sample/draft';
import { type Landed, planRegression } from '@/lib/sample/regress';
import { hourMs, minuteMs, withinWorkingHours } from '@/lib/sample/rhythm';
import { moment, type Site, type World } from '@/lib/sample/world';

/** How often a pull request is merged in the end, and the median hours until it is decided. */
const fates: Record<Draft['authorship'], { merged: number; medianHours: number }> = {
  human: { merged: 0.93, medianHours: 7 },
  assisted: { merged: 0.92, medianHours: 6 },
  agent: { merged: 0.78, medianHours: 4 },
  automation: { merged: 0.85, medianHours: 18 },
};

/** Plans a pull request: opened, reviewed, then merged or closed, and what comes of the merge. */
export function planPullRequest(world: World, site: Site, draft: Draft, openedMs: number): void {
  const { agenda, random, untilMs } = world;
  agenda.plan(openedMs, () => {
    site.lastNumber += 1;
    const number = site.lastNumber;
    const told = tell(world, site, draft, number, openedMs);
    const { merged, medianHours } = fates[draft.authorship];
    const hours = Math.min(45 * 24, 0.2 + random.logNormal(medianHours, 1.4));
    const decidedMs = withinWorkingHours(openedMs + Math.round(hours * hourMs), random);
    const lands = random.chance(merged);
    planFirstChecks(world, draft, told, openedMs);
    if (decidedMs >= untilMs) {
      return [{ type: 'change.updated', ...told, at: moment(openedMs) }];
    }
    if (lands) {
      planReviews(world, site, draft, number, openedMs, decidedMs);
      agenda.plan(decidedMs, (at) => [merge(world, site, draft, told, at)]);
    } else {
      agenda.plan(decidedMs, (at) => [{ type: 'change.closed', ...told, at }]);
    }
    return [];
  });
}

function tell(
  { random }: World,
  { repository }: Site,
  { work, opener, branch, body, labels, commits }: Draft,
  number: number,
  openedMs: number,
) {
  const { title, additions, deletions, changedFiles, paths } = work;
  return {
    repository: repository.name,
    number,
    title,
    body,
    author: opener,
    branch,
    baseBranch: 'main',
    labels,
    openedAt: moment(openedMs),
    additions,
    deletions,
    changedFiles,
    paths,
    commits: commits.map(({ author, message }, index) => ({
      sha: random.hex(40),
      author,
      committedAt: moment(openedMs - (commits.length - index) * 17 * minuteMs),
      message,
    })),
  };
}

function merge(
  world: World,
  site: Site,
  draft: Draft,
  told: ReturnType<typeof tell>,
  mergedAt: string,
): LedgerEvent {
  const mergeSha = world.random.hex(40);
  const mergedAtMs = Date.parse(mergedAt);
  land(world, site, { draft, number: told.number, mergeSha, mergedAtMs });
  return { type: 'change.merged', ...told, mergedAt, mergeSha };
}

/** What follows whatever reaches the default branch: checks, deployment, maybe a regression. */
function land(world: World, site: Site, landed: Landed): void {
  planChecks(world, site, landed);
  if (site.repository.deployed && world.random.chance(0.5)) planDeployment(world, site, landed);
  planRegression(world, site, landed, (draft, atMs) => planPullRequest(world, site, draft, atMs));
}

function planReviews(
  { agenda, random }: World,
  { repository }: Site,
  { authorship, opener }: Draft,
  number: number,
  openedMs: number,
  decidedMs: number,
): void {
  const rounds =
    authorship === 'automation'
      ? 0
      : random.weighted([
          [0, 1],
          [1, 6],
          [2, 3],
        ]);
  for (let round = 1; round <= rounds; round += 1) {
    const reviewer = teamMember(repository, random);
    if (reviewer.login === opener.login) continue;
    const atMs = openedMs + Math.round(((decidedMs - openedMs) * round) / (rounds + 1));
    const verdict =
      round < rounds
        ? random.pick(['changes-requested', 'commented'] as const)
        : random.weighted([
            ['approved', 9],
            ['commented', 1],
          ] as const);
    agenda.plan(atMs, (at) => [
      {
        type: 'review.submitted',
        repository: repository.name,
        at,
        number,
        review: `${number}-${round}`,
        reviewer,
        verdict,
      },
    ]);
  }
}

/** How often the checks of a pull request pass at their first run. */
const firstPass: Record<Draft['authorship'], number> = {
  human: 0.86,
  assisted: 0.84,
  agent: 0.72,
  automation: 0.9,
};

/** Its last commit decides how they go, so that they draw nothing that other plans draw from. */
function planFirstChecks(
  { agenda }: World,
  { authorship }: Draft,
  { repository, commits }: ReturnType<typeof tell>,
  openedMs: number,
): void {
  const sha = commits.at(-1)?.sha;
  if (sha === undefined) return;
  const passes = Number.parseInt(sha.slice(0, 4), 16) / 2 ** 16 < firstPass[authorship];
  const finish = (conclusion: 'passed' | 'failed', atMs: number) =>
    agenda.plan(atMs, (at) => [
      { type: 'checks.finished', repository, at, sha, name: 'test', conclusion },
    ]);
  finish(passes ? 'passed' : 'failed', openedMs + 6 * minuteMs);
  if (!passes) finish('passed', openedMs + 11 * minuteMs);
}

function planChecks({ agenda, random }: World, { repository }: Site, landed: Landed): void {
  const finish = (conclusion: 'passed' | 'failed', atMs: number) =>
    agenda.plan(atMs, (at) => [
      {
        type: 'checks.finished',
        repository: repository.name,
        at,
        sha: landed.mergeSha,
        name: 'test',
        conclusion,
      },
    ]);
  const firstMs = landed.mergedAtMs + random.whole(6, 14) * minuteMs;
  const flaky = random.chance(0.02);
  finish(flaky ? 'failed' : 'passed', firstMs);
  if (flaky) finish('passed', firstMs + random.whole(8, 40) * minuteMs);
}

function planDeployment({ agenda, random }: World, { repository }: Site, landed: Landed): void {
  const sha = landed.mergeSha;
  agenda.plan(landed.mergedAtMs + random.whole(20, 150) * minuteMs, (at) => [
    {
      type: 'deployment.finished',
      repository: repository.name,
      at,
      deployment: `production-${sha.slice(0, 12)}`,
      sha,
      environment: 'production',
      service: repository.name.replace('sample/', ''),
      conclusion: random.chance(0.97) ? 'succeeded' : 'failed',
    },
  ]);
}

/** Plans a commit that a person pushes straight to the default branch. */
export function planPush(world: World, site: Site, draft: Draft, atMs: number): void {
  const { agenda, random } = world;
  const { title } = draft.work;
  agenda.plan(atMs, (at) => {
    const head = random.hex(40);
    land(world, site, { draft, mergeSha: head, mergedAtMs: atMs });
    return [
      {
        type: 'commits.pushed',
        repository: site.repository.name,
        at,
        branch: 'main',
        head,
        commits: [{ sha: head, author: draft.opener, committedAt: at, message: title }],
      },
    ];
  });
}

/** Plans a change of which only that it landed is known: nobody can say who wrote it. */
export function planNamelessMerge(world: World, site: Site, draft: Draft, atMs: number): void {
  const { agenda, random } = world;
  agenda.plan(atMs, (at) => [
    {
      type: 'change.merged',
      repository: site.repository.name,
      title: draft.work.title,
      mergedAt: at,
      mergeSha: random.hex(40),
    },
  ]);
}
