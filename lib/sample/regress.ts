import type { LedgerEvent } from '@/lib/domain/event';
import { type Draft, teamMember } from '@/lib/sample/draft';
import { drawRegression, plantedRates } from '@/lib/sample/planted-rates';
import { dayMs, hourMs, minuteMs, withinWorkingHours } from '@/lib/sample/rhythm';
import { moment, type Site, type World } from '@/lib/sample/world';

/** A change that has landed: with its number, or as a commit pushed directly. */
export interface Landed {
  draft: Draft;
  number?: number;
  mergeSha: string;
  mergedAtMs: number;
}

/** Lets a change be opened anew at a moment. */
export type Reopen = (draft: Draft, atMs: number) => void;

/** Plans what becomes of a landed change by its true rate: mostly nothing. */
export function planRegression(world: World, site: Site, landed: Landed, reopen: Reopen): void {
  const planned = drawRegression(landed.draft.rate, world.random);
  if (planned === undefined) return;
  const atMs = landed.mergedAtMs + planned.afterMs;
  switch (planned.kind) {
    case 'revert':
      planRevert(world, site, landed, atMs, reopen);
      break;
    case 'incident':
      planIncident(world, site, landed, atMs, reopen);
      break;
    case 'reported':
      world.agenda.plan(atMs, (at) => [report(world, site, landed, at)]);
      break;
  }
}

function planRevert(world: World, site: Site, landed: Landed, atMs: number, reopen: Reopen): void {
  const { agenda } = world;
  agenda.plan(atMs, (at) =>
    landed.number === undefined
      ? [pushRevert(world, site, landed, at)]
      : [mergeRevert(world, site, { ...landed, number: landed.number }, at, reopen)],
  );
}

/** As the host's Revert button writes it. */
function mergeRevert(
  world: World,
  site: Site,
  { draft, number: reverted, mergeSha, mergedAtMs }: Landed & { number: number },
  at: string,
  reopen: Reopen,
): LedgerEvent {
  const { random } = world;
  const { name } = site.repository;
  const atMs = Date.parse(at);
  site.lastNumber += 1;
  const number = site.lastNumber;
  const title = `Revert "${draft.work.title}"`;
  const branch = `revert-${reverted}-${draft.branch}`;
  const author = teamMember(site.repository, random);
  const openedAt = moment(Math.max(mergedAtMs, atMs - random.whole(5, 90) * minuteMs));
  if (random.chance(0.25)) {
    const againMs = withinWorkingHours(atMs + random.whole(1, 6) * dayMs, random);
    reopen(reapplied({ ...draft, branch }, title, number, site, world), againMs);
  }
  return {
    type: 'change.merged',
    repository: name,
    number,
    title,
    body: `Reverts ${name}#${reverted}\n\n${random.pick(revertReasons)}`,
    author,
    branch,
    baseBranch: 'main',
    labels: [],
    openedAt,
    mergedAt: at,
    mergeSha: random.hex(40),
    additions: draft.work.deletions,
    deletions: draft.work.additions,
    changedFiles: draft.work.changedFiles,
    paths: draft.work.paths,
    commits: [
      {
        sha: random.hex(40),
        author,
        committedAt: openedAt,
        message: `${title}\n\nThis reverts commit ${mergeSha}.`,
      },
    ],
  };
}

/** The revert reverted, by a person: new work again, with a person's rate. */
function reapplied(
  { agent: _, ...reverted }: Draft,
  revertTitle: string,
  number: number,
  { repository }: Site,
  { random }: World,
): Draft {
  const title = `Revert "${revertTitle}"`;
  const opener = teamMember(repository, random);
  return {
    ...reverted,
    authorship: 'human',
    rate: plantedRates.authorship.human,
    work: { ...reverted.work, title },
    opener,
    branch: `revert-${number}-${reverted.branch}`,
    body: `Reverts ${repository.name}#${number}\n\nThe cause is fixed.`,
    labels: [],
    commits: [{ author: opener, message: title }],
  };
}

function pushRevert(
  { random }: World,
  site: Site,
  { draft, mergeSha }: Landed,
  at: string,
): LedgerEvent {
  const head = random.hex(40);
  const message = `Revert "${draft.work.title}"\n\nThis reverts commit ${mergeSha}.`;
  const author = teamMember(site.repository, random);
  return {
    type: 'commits.pushed',
    repository: site.repository.name,
    at,
    branch: 'main',
    head,
    commits: [{ sha: head, author, committedAt: at, message }],
  };
}

/** An incident is opened, then traced to the change, sometimes ended by a revert, then resolved. */
function planIncident(world: World, site: Site, landed: Landed, atMs: number, reopen: Reopen) {
  const { agenda, random } = world;
  agenda.plan(atMs, (at) => {
    const incident = nextIncident(world);
    const { work } = landed.draft;
    const linkedMs = atMs + random.whole(10, 90) * minuteMs;
    const revertedMs = linkedMs + random.whole(10, 120) * minuteMs;
    const undone = random.chance(0.35);
    if (undone) planRevert(world, site, landed, revertedMs, reopen);
    const resolvedMs = (undone ? revertedMs : linkedMs) + random.whole(15, 240) * minuteMs;
    agenda.plan(linkedMs, (linkedAt) => [link(world, site, incident, landed, linkedAt)]);
    agenda.plan(resolvedMs, (resolvedAt) => [resolve(site, incident, resolvedAt)]);
    return [open(world, site, incident, work.place, at)];
  });
}

/** An incident that no change is held responsible for: outside services, full disks, load. */
export function planUnexplainedIncident(world: World, site: Site, atMs: number): void {
  const { agenda, random } = world;
  agenda.plan(atMs, (at) => {
    const incident = nextIncident(world);
    const { place } = random.pick(site.repository.areas);
    const resolvedMs = atMs + Math.round(random.logNormal(2, 0.8) * hourMs);
    agenda.plan(resolvedMs, (resolvedAt) => [resolve(site, incident, resolvedAt)]);
    return [open(world, site, incident, place, at)];
  });
}

function nextIncident(world: World): string {
  world.incidents += 1;
  return `INC-${world.incidents}`;
}

function open(
  { random }: World,
  site: Site,
  incident: string,
  place: string,
  at: string,
): LedgerEvent {
  return {
    type: 'incident.opened',
    repository: site.repository.name,
    at,
    incident,
    title: random.pick(incidentTitles).replace('{place}', place),
    severity: random.weighted([
      ['sev1', 1],
      ['sev2', 3],
      ['sev3', 6],
    ]),
    service: site.repository.name.replace('sample/', ''),
  };
}

function link(
  { random }: World,
  site: Site,
  incident: string,
  { number, mergeSha }: Landed,
  at: string,
): LedgerEvent {
  return {
    type: 'incident.linked',
    repository: site.repository.name,
    at,
    incident,
    change: number === undefined ? { sha: mergeSha } : { number },
    reason: random.pick(linkReasons),
  };
}

function resolve(site: Site, incident: string, at: string): LedgerEvent {
  return { type: 'incident.resolved', repository: site.repository.name, at, incident };
}

function report({ random }: World, site: Site, landed: Landed, at: string): LedgerEvent {
  const { number, mergeSha, draft } = landed;
  site.lastNumber += 1;
  const { thing, place } = draft.work;
  return {
    type: 'regression.reported',
    repository: site.repository.name,
    at,
    report: `issue-${site.lastNumber}`,
    change: number === undefined ? { sha: mergeSha } : { number },
    title: random.pick(reportTitles).replace('{thing}', thing).replace('{place}', place),
    text: `Broken since ${number === undefined ? mergeSha.slice(0, 9) : `#${number}`}: ${random.pick(reportTexts)}`,
    reporter: teamMember(site.repository, random),
  };
}

const revertReasons = [
  'Breaks the nightly run.',
  'Customers see errors since it was deployed.',
  'Slower than before under load.',
  'Not everything that depends on it was adapted.',
  'Wrong totals for some accounts.',
  'We need more time to understand what it changed.',
] as const;
const incidentTitles = [
  'Errors in {place} above two percent',
  'Slow answers from {place}',
  'Requests to {place} time out',
  'Stale values in {place}',
  'No news from {place} since the morning',
  'Growing memory use in {place}',
] as const;
const linkReasons = [
  'The errors began with its deployment.',
  'Found by bisecting.',
  'The stack trace points into the lines it changed.',
  'The graph turns at the minute it was released.',
] as const;
const reportTitles = [
  'The {thing} is wrong in {place}',
  'The {thing} has disappeared',
  'Cannot use the {thing} any more',
  'The {thing} is there twice',
  'Something about the {thing} broke in {place}',
] as const;
const reportTexts = [
  'it worked the week before.',
  'only happens with old accounts.',
  'the test does not notice because it uses another path.',
  'nobody expected the empty case.',
  'the meaning of the field was another one.',
] as const;
