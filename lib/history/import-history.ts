import type { ImportRequest, ImportSummary } from '@/lib/api/imports';
import { noteInAudit } from '@/lib/audit/note';
import type { Database } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import type { LedgerEvent } from '@/lib/domain/event';
import { applyAttestations } from '@/lib/history/attestations';
import { type Batch, batches } from '@/lib/history/batches';
import { countFirstParents, lastBefore } from '@/lib/history/first-parents';
import { tryGit } from '@/lib/history/git';
import { findInverses } from '@/lib/history/inverses';
import { changeMerged } from '@/lib/history/landed';
import { type GitRepository, openRepository } from '@/lib/history/open-repository';
import { ownNumbers } from '@/lib/history/own-numbers';
import {
  findStanding,
  noteApplied,
  noteEnd,
  noteStart,
  repositoryId,
  type Standing,
  withImportLock,
} from '@/lib/history/record';
import { loadSummaries } from '@/lib/history/summary';
import { type TraceProgress, traceFixes } from '@/lib/history/trace-fixes';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { log } from '@/lib/log';
import { Problem } from '@/lib/problem';

/** Where an import stands; told when it begins and after each batch. */
export interface ImportProgress {
  repository: string;
  branch: string;
  /** Commits of the branch itself: those whose changes are applied, by any run, and all of them. */
  done: number;
  total: number;
  /** Changes that this run has applied. */
  changes: number;
  /** How far fixes are traced, once the history is applied. */
  fixes: Omit<TraceProgress, 'notes'> | undefined;
  /** What the clone cannot tell, in sentences. */
  notes: readonly string[];
}

/**
 * Reads a repository's history and applies it, batch by batch, each with the cursor that the next run
 * goes on from: whatever interrupts it, nothing is lost or doubled. Answers with what is known of the
 * repository then. Throws a Problem for what the asker can put right.
 */
export async function importHistory(
  database: PrismaClient,
  request: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
  startedBy?: string,
): Promise<ImportSummary> {
  const now = new Date();
  const repository = await openRepository(request);
  const id = await repositoryId(database, repository.name);
  return withImportLock(database, { id, name: repository.name }, async () => {
    const { standing, earlier, without } = await findBeginning(database, id, repository, request);
    const left = await countFirstParents(repository.folder, repository.tip, without);
    await database.$transaction(async (tx) => {
      await noteStart(tx, id, standing, standing.done + left);
      if (startedBy !== undefined) await noteAsked(tx, repository.name, request, startedBy);
    });
    try {
      const plan = { id, repository, standing, earlier, without, left, now };
      const applied = await applyHistory(database, plan, onProgress);
      await applyWhatItTells(database, plan, applied, onProgress);
      await noteEnd(database, id, null);
    } catch (error) {
      await noteEnd(database, id, wordsOf(error)).catch((failure: unknown) =>
        log().error({ err: failure }, 'the end of an import could not be noted'),
      );
      throw error;
    }
    const summary = (await loadSummaries(database, [id])).get(id);
    if (summary === undefined) throw new Error('A repository has no summary.');
    return summary;
  });
}

/** Adds to the audit trail that somebody asked for an import. */
const noteAsked = (tx: Database, repository: string, request: ImportRequest, decidedBy: string) =>
  noteInAudit(tx, {
    ...{ decidedBy, action: 'start-import', repository },
    ...{ subject: request.path, reason: '', after: request },
  });

function wordsOf(error: unknown): string {
  return error instanceof Problem ? error.message : 'The import failed; the log says why.';
}

interface Beginning {
  standing: Standing;
  /** The newest commit of the branch that was not asked for, if any. */
  earlier: readonly string[];
  /** Commits that this run leaves out with all that they have. */
  without: readonly string[];
}

/** Where to go on: after the cursor, if it is still part of this branch; otherwise at the beginning. */
async function findBeginning(
  database: PrismaClient,
  id: number,
  { folder, branch, tip, name, nameIsKnown }: GitRepository,
  { since = null }: { since?: ImportRequest['since'] | null },
): Promise<Beginning> {
  const before = await findStanding(database, id);
  const cursor = before?.cursor ?? null;
  if (cursor !== null && !nameIsKnown && before?.path !== folder) {
    if (!(await isKnown(folder, cursor))) {
      throw new Problem(
        `${name} is the history of ${before?.path}: give this one another name with --name owner/name.`,
      );
    }
  }
  const boundary = since === null ? undefined : await lastBefore(folder, tip, since);
  const start = { path: folder, branch, since, cursor: null, done: 0, traced: null };
  const earlier = boundary === undefined ? [] : [boundary];
  if (
    before === undefined ||
    cursor === null ||
    before.branch !== branch ||
    before.since !== since
  ) {
    return { standing: start, earlier, without: earlier };
  }
  const goesOn = await tryGit(folder, ['merge-base', '--is-ancestor', cursor, tip]);
  if (goesOn === undefined) return { standing: start, earlier, without: earlier };
  const { done, traced } = before;
  return {
    standing: { ...start, cursor, done, traced },
    earlier,
    without: [...earlier, cursor],
  };
}

const isKnown = async (folder: string, sha: string) =>
  (await tryGit(folder, ['cat-file', '-e', `${sha}^{commit}`])) !== undefined;

interface Plan extends Beginning {
  id: number;
  repository: GitRepository;
  /** Commits of the branch itself that this run is to apply. */
  left: number;
  now: Date;
}

async function applyHistory(
  database: PrismaClient,
  { id, repository, standing, without, left, now }: Plan,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  let { cursor, done } = standing;
  const total = done + left;
  let changes = 0;
  const tell = (lacking: boolean) => {
    const { name, branch } = repository;
    const told = {
      ...{ repository: name, branch, done, total, changes, fixes: undefined },
      notes: notesOf(repository, lacking),
    };
    onProgress(told);
    return told;
  };
  let newest = tell(false);
  for await (const batch of readAhead(batches(repository, without, now))) {
    const events = await eventsOf(database, id, repository, batch);
    await applyBatch(database, events, {
      rank: 'git',
      within: (tx) => noteApplied(tx, id, cursor, batch.cursor, batch.landings),
    });
    cursor = batch.cursor;
    done += batch.landings;
    changes += batch.changes.length;
    newest = tell(batch.lacking);
  }
  return newest;
}

/** Reads what only an applied history gives a meaning to: attestations, and what fixes repaired. */
async function applyWhatItTells(
  database: PrismaClient,
  { id, repository, standing, earlier }: Plan,
  applied: ImportProgress,
  onProgress: (progress: ImportProgress) => void,
): Promise<void> {
  const unread = await applyAttestations(database, id, repository);
  const notes = [...applied.notes, ...unread];
  if (unread.length > 0) onProgress({ ...applied, notes });
  const begin = { traced: standing.traced, earlier };
  await traceFixes(database, id, repository, begin, ({ notes: more, ...fixes }) =>
    onProgress({ ...applied, fixes, notes: [...notes, ...more] }),
  );
}

/** Reads the next batch while this one is applied: git and the database each have their processor. */
async function* readAhead(source: AsyncGenerator<Batch, void>): AsyncGenerator<Batch, void> {
  let next = source.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = source.next();
      // Thrown when it is awaited; until then it is nobody's.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await source.return();
  }
}

async function eventsOf(
  database: PrismaClient,
  id: number,
  { name, branch, origin }: GitRepository,
  batch: Batch,
): Promise<LedgerEvent[]> {
  const links = origin?.links;
  const numbers = await ownNumbers(
    database,
    id,
    batch.changes.map(({ change }) => change),
  );
  const inverses = await findInverses(database, id, batch.changes);
  const merged = batch.changes.map(({ change, diff }) =>
    changeMerged(change, {
      repository: name,
      branch,
      links,
      number: numbers.get(change.sha),
      diff,
      inverseOf: inverses.get(change.sha),
    }),
  );
  const newest = merged.at(-1);
  if (links === undefined || newest === undefined) return merged;
  const seen = { type: 'repository.seen', repository: name, url: links.repository } as const;
  return [...merged, { ...seen, at: newest.mergedAt }];
}

function notesOf({ shallow }: GitRepository, lacking: boolean): string[] {
  return [
    ...(shallow ? ['This clone is shallow: history before its first commit is not imported.'] : []),
    ...(lacking ? ['This clone lacks files: some changes are imported without their size.'] : []),
  ];
}
