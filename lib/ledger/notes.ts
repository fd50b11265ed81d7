import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { ledgerChannel } from '@/lib/db/ledger-channel';
import { rows } from '@/lib/db/rows';
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
    const [known] = await rows(
      tx,
      z.object({ id: z.guid() }),
      Prisma.sql`
        select id from regression where repository_id = ${repositoryId} and id = ${regressionId}::uuid
        union
        select regression_id from regression_decision
        where repository_id = ${repositoryId} and regression_id = ${regressionId}::uuid`,
    );
    if (known === undefined) return undefined;
    const { id } = await tx.note.create({ data: { repositoryId, regressionId, text, writtenBy } });
    await tellReaders(tx);
    return id;
  });
}

/** Changes the words of a note, which only who wrote it may. @returns why it was not, or undefined. */
export function editNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  text: string,
  editedBy: string,
): Promise<NoteRefusal | undefined> {
  return changeNote(database, named, editedBy, async (tx, which) => {
    await tx.note.update({ where: which, data: { text, editedAt: new Date() } });
  });
}

/** Removes a note; `removedBy` is null for who may remove anybody's. @returns why it was not, or undefined. */
export function removeNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  removedBy: string | null,
): Promise<NoteRefusal | undefined> {
  return changeNote(database, named, removedBy, async (tx, which) => {
    await tx.note.delete({ where: which });
  });
}

type Which = {
  repositoryId_regressionId_id: Prisma.NoteRepositoryIdRegressionIdIdCompoundUniqueInput;
};

async function changeNote(
  database: PrismaClient,
  { repository, regressionId, note: id }: RegressionName & { note: string },
  by: string | null,
  change: (tx: Prisma.TransactionClient, which: Which) => Promise<void>,
): Promise<NoteRefusal | undefined> {
  const refused = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    const which = { repositoryId_regressionId_id: { repositoryId, regressionId, id } };
    const found = await tx.note.findUnique({ where: which });
    if (found === null) return 'unknown';
    if (by !== null && found.writtenBy !== by) return 'of-another';
    await change(tx, which);
    await tellReaders(tx);
    return 'none';
  });
  return refused === 'none' ? undefined : (refused ?? 'unknown');
}

const tellReaders = (tx: Prisma.TransactionClient) =>
  tx.$executeRaw`select pg_notify(${ledgerChannel}, '')`;
