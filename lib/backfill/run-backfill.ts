import { addSource, sourceTaking } from '@/lib/access/configured-sources';
import {
  type BackfillKey,
  type BackfillState,
  findBackfill,
  noteBegin,
  noteEnd,
  noteStep,
  noteWaiting,
  withBackfillLock,
} from '@/lib/backfill/backfill-state';
import { openGithub } from '@/lib/backfill/github';
import { openGitlab } from '@/lib/backfill/gitlab';
import type { HostAccess, HostRepository } from '@/lib/backfill/host';
import type { Step, Walk, Worded } from '@/lib/backfill/walk';
import type { PrismaClient } from '@/lib/db/generated/client';
import { acceptMany, type KeyedDelivery } from '@/lib/intake/accept';
import { log } from '@/lib/log';
import { Problem } from '@/lib/problem';
import { sources } from '@/lib/sources/registry';
import { VerifiedDelivery } from '@/lib/sources/source';

/** The hosts whose history can be asked for. */
export const backfillHosts = { github: openGithub, gitlab: openGitlab } as const;
export type BackfillHost = keyof typeof backfillHosts;

/** What to read, and with what. */
export interface BackfillRequest extends HostAccess {
  host: BackfillHost;
  repository: string;
  /** A day: what was not updated since is left out. */
  since?: string | undefined;
  /** All is read again, whatever earlier runs have read. */
  again?: boolean | undefined;
}

/** Where a backfill stands; told when it begins, after each step, and around each pause. */
export interface BackfillProgress {
  repository: string;
  source: string;
  /** The source was made for this backfill. */
  isNewSource: boolean;
  /** An earlier run was interrupted, and this one goes on where it stopped. */
  goesOn: boolean;
  /** What is being read. */
  reading: string;
  /** Things that are stored, by any run since the beginning, and about how many there are. */
  done: number;
  total: number;
  /** Until when the host's rate limit lets nothing through. */
  waitingUntil: Date | undefined;
  /** Deliveries that this run read, and those of them that were not known, by event. */
  read: number;
  stored: ReadonlyMap<string, number>;
  fresh: number;
  /** What the token may not read, in sentences. */
  leftOut: ReadonlySet<string>;
}

/** A repository whose host knows it, ready to be read. */
export interface OpenBackfill {
  host: BackfillHost;
  since: string | null;
  again: boolean;
  /** Where its host's API begins, where it is not the host's public one. */
  api: string | null;
  repository: HostRepository;
  /** Whoever is to be told of pauses. */
  waiting: { tell: (until: Date | undefined) => Promise<void> };
}

/**
 * Asks the host for the repository. Throws a Problem that says what is wrong with what was typed, the
 * token or the way to the host.
 */
export async function openBackfill(request: BackfillRequest): Promise<OpenBackfill> {
  const { host, repository, since = null, again = false, onWait: tell, ...access } = request;
  const waiting: OpenBackfill['waiting'] = { tell: tell ?? (async () => {}) };
  const onWait = (until: Date | undefined) => waiting.tell(until);
  return {
    host,
    since,
    again,
    api: access.api ?? null,
    repository: await backfillHosts[host](repository, { ...access, onWait }),
    waiting,
  };
}

/**
 * Reads what the host has of a repository and stores it as deliveries of the source that takes it, step
 * by step, each with the cursor that the next run goes on from: whatever interrupts it, nothing is lost
 * or stored twice. Deliveries are applied like any others, by whoever does that. Answers with the last
 * progress. Throws a Problem for what the asker can put right.
 */
export async function runBackfill(
  database: PrismaClient,
  { host, since, again, api, repository, waiting }: OpenBackfill,
  onProgress: (progress: BackfillProgress) => void,
): Promise<BackfillProgress> {
  const { name, walks, leftOut } = repository;
  const { source, isNewSource } = await sourceFor(database, host, name);
  const key: BackfillKey = { source, repository: name };
  const { id } = await findBackfill(database, key);
  return withBackfillLock(database, { id, repository: name }, async () => {
    const plan = planOf(walks, again ? undefined : await findBackfill(database, key), since);
    const stored = new Map<string, number>();
    let progress: BackfillProgress = {
      ...{ repository: name, source, isNewSource, goesOn: plan.goesOn },
      ...{ reading: walks[0]?.name ?? '', done: plan.done, total: plan.done },
      ...{ waitingUntil: undefined, read: 0, stored, fresh: 0, leftOut },
    };
    const tell = (news: Partial<BackfillProgress>) => {
      progress = { ...progress, ...news };
      onProgress(progress);
    };
    waiting.tell = async (until) => {
      await noteWaiting(database, id, until !== undefined);
      tell({ waitingUntil: until });
    };
    try {
      const total = plan.done + (await countLeft(plan.legs));
      const cursors = Object.fromEntries(
        plan.legs.map(({ walk, cursor, ended }) => [walk.name, { cursor, ended }]),
      );
      await noteBegin(database, { id, since, cursors, done: plan.done, total }, api);
      tell({ total });
      for (const { walk, cursor, ended } of plan.legs) {
        if (ended) continue;
        for await (const step of stepsOf(walk, cursor)) {
          const fresh = await keep(database, { id, source, name: walk.name }, step);
          for (const { event } of step.deliveries) stored.set(event, (stored.get(event) ?? 0) + 1);
          const done = progress.done + step.things;
          tell({
            reading: walk.name,
            done,
            total: Math.max(progress.total, done),
            read: progress.read + step.deliveries.length,
            fresh: progress.fresh + fresh,
          });
        }
      }
      await noteEnd(database, id, null);
      tell({ total: progress.done });
      return progress;
    } catch (error) {
      const words = error instanceof Problem ? error.message : 'The backfill failed.';
      await noteEnd(database, id, words).catch((failure: unknown) =>
        log().error({ err: failure }, 'the end of a backfill could not be noted'),
      );
      throw error;
    } finally {
      waiting.tell = async () => {};
    }
  });
}

/** The source whose deliveries these become, made where there is none of its kind. */
async function sourceFor(database: PrismaClient, kind: BackfillHost, repository: string) {
  const source = await sourceTaking(database, kind, repository);
  if (source !== undefined) return { source, isNewSource: false };
  const { label } = sources[kind];
  if ((await database.source.count({ where: { kind } })) > 0) {
    throw new Problem(
      `No ${label} source takes ${repository}: add it to one under Sources, or set up another with npm run source -- add ${kind}.`,
    );
  }
  const { id } = await addSource(
    database,
    { kind, name: label, repositories: [] },
    'npm run backfill',
  );
  return { source: id, isNewSource: true };
}

interface Leg {
  walk: Walk;
  cursor: unknown;
  /** It came to its end in the run that is gone on with. */
  ended: boolean;
}

/**
 * What a run has to read: what an interrupted one left, or what is new since the last, or all of it
 * where an earlier beginning is asked for.
 */
function planOf(
  walks: readonly Walk[],
  state: BackfillState | undefined,
  since: string | null,
): { legs: Leg[]; done: number; goesOn: boolean } {
  const isWithin =
    state !== undefined && (state.since === null || (since !== null && since >= state.since));
  const known = isWithin ? state.cursors : {};
  const goesOn = isWithin && state.state !== 'done' && Object.keys(known).length > 0;
  const legs = walks.map((walk): Leg => {
    const stored = known[walk.name];
    const cursor = goesOn && stored !== undefined ? walk.resume(stored.cursor) : undefined;
    return cursor === undefined
      ? { walk, cursor: walk.begin(since, stored?.cursor), ended: false }
      : { walk, cursor, ended: stored?.ended ?? false };
  });
  return { legs, done: goesOn && state !== undefined ? state.done : 0, goesOn };
}

async function countLeft(legs: readonly Leg[]): Promise<number> {
  const counts = await Promise.all(
    legs.map(({ walk, cursor, ended }) => (ended ? 0 : walk.count(cursor))),
  );
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

async function* stepsOf(walk: Walk, start: unknown): AsyncGenerator<Step<unknown>, void> {
  let cursor = start;
  for (;;) {
    const step = await walk.step(cursor);
    yield step;
    if (step.isLast) return;
    cursor = step.cursor;
  }
}

/** Stores what a step brought, with its cursor. Answers with how many deliveries were new. */
async function keep(
  database: PrismaClient,
  { id, source, name }: { id: number; source: string; name: string },
  { deliveries, things, cursor, isLast }: Step<unknown>,
): Promise<number> {
  const keyed = deliveries.map((one) => keyedDelivery(source, one, new Date()));
  return database.$transaction(
    async (tx) => {
      const fresh = await acceptMany(tx, keyed);
      await noteStep(tx, id, name, { cursor, ended: isLast }, things);
      return fresh;
    },
    { timeout: 120_000, maxWait: 60_000 },
  );
}

/** The host was asked over a connection that proves who it is: that is the proof of what it said. */
function keyedDelivery(
  source: string,
  { id, event, headers, payload }: Worded,
  receivedAt: Date,
): KeyedDelivery {
  const body = new TextEncoder().encode(JSON.stringify(payload));
  return { source, id, event, delivery: new VerifiedDelivery(headers, body, receivedAt) };
}
