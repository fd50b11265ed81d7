import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { ledgerChannel } from '@/lib/db/ledger-channel';
import { rows } from '@/lib/db/rows';
import { RemovedNote } from '@/lib/domain/removed';
import { withLockedRepository } from '@/lib/ledger/locked-repository';

/** A regression by its repository's name and its uuid. */
export interface RegressionName {
  repository: string;
  regressionId: string;
}

/** Why a note was not changed: there is none, or somebody else wrote it. */
export type NoteRefusal = 'unknown' | 'of-another';

/**
 * Adds a note to a regression, also to one that was unlinked.
 * @returns the note's uuid; undefined where no such regression is known.
 */
export async function addNote(
  database: PrismaClient,
  { repository, regressionId }: RegressionName,
  text: string,
  writtenBy: string,
): Promise<string | undefined> {
  return withLockedRepository(database, repository, async (tx, repositoryId) => {
    if (!(await isKnown(tx, repositoryId, regressionId))) return undefined;
    const { id } = await tx.note.create({ data: { repositoryId, regressionId, text, writtenBy } });
    await tellReaders(tx);
    return id;
  });
}

async function isKnown(tx: Prisma.TransactionClient, repositoryId: number, regressionId: string) {
  const found = await rows(
    tx,
    z.object({ id: z.guid() }),
    Prisma.sql`
      select id from regression where repository_id = ${repositoryId} and id = ${regressionId}::uuid
      union
      select regression_id from regression_decision
      where repository_id = ${repositoryId} and regression_id = ${regressionId}::uuid`,
  );
  return found.length > 0;
}

/** Changes the words of a note, which only who wrote it may. @returns why it was not, or undefined. */
export async function editNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  text: string,
  editedBy: string,
): Promise<NoteRefusal | undefined> {
  const came = await changeNote(database, named, editedBy, async (tx, which) => {
    await tx.note.update({ where: which, data: { text, editedAt: new Date() } });
  });
  return typeof came === 'string' ? came : undefined;
}

/** Removes a note; `removedBy` is null for who may remove anybody's. @returns it as it was, or why it stays. */
export function removeNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  removedBy: string | null,
): Promise<RemovedNote | NoteRefusal> {
  return changeNote(database, named, removedBy, async (tx, which) => {
    await tx.note.delete({ where: which });
  });
}

/** Puts a note back as it was. @returns false where it is there, or its regression is known no more. */
export async function restoreNote(
  database: PrismaClient,
  { kind: _, repository, ...note }: RemovedNote,
): Promise<boolean> {
  const isBack = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    if (!(await isKnown(tx, repositoryId, note.regressionId))) return false;
    const { count } = await tx.note.createMany({
      data: [{ repositoryId, ...note }],
      skipDuplicates: true,
    });
    await tellReaders(tx);
    return count === 1;
  });
  return isBack ?? false;
}

type Which = {
  repositoryId_regressionId_id: Prisma.NoteRepositoryIdRegressionIdIdCompoundUniqueInput;
};

async function changeNote(
  database: PrismaClient,
  { repository, regressionId, note: id }: RegressionName & { note: string },
  by: string | null,
  change: (tx: Prisma.TransactionClient, which: Which) => Promise<void>,
): Promise<RemovedNote | NoteRefusal> {
  const work = async (tx: Prisma.TransactionClient, repositoryId: number) => {
    const which = { repositoryId_regressionId_id: { repositoryId, regressionId, id } };
    const found = await tx.note.findUnique({ where: which });
    if (found === null) return 'unknown';
    if (by !== null && found.writtenBy !== by) return 'of-another';
    await change(tx, which);
    await tellReaders(tx);
    return RemovedNote.parse({ kind: 'note', repository, ...found });
  };
  return (
    (await withLockedRepository<RemovedNote | NoteRefusal>(database, repository, work)) ?? 'unknown'
  );
}

const tellReaders = (tx: Prisma.TransactionClient) =>
  tx.$executeRaw`select pg_notify(${ledgerChannel}, '')`;
