import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
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
    const changeKey = await changeKeyOf(tx, repositoryId, regressionId);
    if (changeKey === undefined) return undefined;
    const { id } = await tx.note.create({ data: { repositoryId, regressionId, text, writtenBy } });
    await tellReaders(tx);
    await noteInAudit(tx, {
      ...about(writtenBy, { repository, regressionId }),
      action: 'add-note',
      after: { changeKey, note: id, text },
    });
    return id;
  });
}

/** Changes the words of a note, which only who wrote it may. @returns why it was not, or undefined. */
export async function editNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  text: string,
  editedBy: string,
): Promise<NoteRefusal | undefined> {
  const changer = { by: editedBy, mayChangeAny: false };
  const came = await changeNote(database, named, changer, async (tx, which, { facts, told }) => {
    await tx.note.update({ where: which, data: { text, editedAt: new Date() } });
    await noteInAudit(tx, {
      ...about(editedBy, named),
      action: 'edit-note',
      before: { ...facts, ...told },
      after: { ...facts, text },
    });
  });
  return typeof came === 'string' ? came : undefined;
}

/** Removes a note, which only who wrote it may, and who may remove any. @returns it as it was, or why it stays. */
export function removeNote(
  database: PrismaClient,
  named: RegressionName & { note: string },
  removedBy: string,
  mayRemoveAny: boolean,
): Promise<RemovedNote | NoteRefusal> {
  const changer = { by: removedBy, mayChangeAny: mayRemoveAny };
  return changeNote(database, named, changer, async (tx, which, { facts, told }) => {
    await tx.note.delete({ where: which });
    await noteInAudit(tx, {
      ...about(removedBy, named),
      action: 'remove-note',
      before: { ...facts, ...told },
    });
  });
}

/** Puts a note back as it was. @returns false where it is there, or its regression is known no more. */
export async function restoreNote(
  database: PrismaClient,
  { kind: _, repository, ...note }: RemovedNote,
  restoredBy: string,
): Promise<boolean> {
  const isBack = await withLockedRepository(database, repository, async (tx, repositoryId) => {
    const changeKey = await changeKeyOf(tx, repositoryId, note.regressionId);
    if (changeKey === undefined) return false;
    const data = [{ repositoryId, ...note }];
    const { count } = await tx.note.createMany({ data, skipDuplicates: true });
    if (count === 0) return false;
    await tellReaders(tx);
    const { id, regressionId, text, writtenBy } = note;
    await noteInAudit(tx, {
      ...about(restoredBy, { repository, regressionId }),
      action: 'add-note',
      after: { changeKey, note: id, text, writtenBy },
    });
    return true;
  });
  return isBack ?? false;
}

type Which = {
  repositoryId_regressionId_id: Prisma.NoteRepositoryIdRegressionIdIdCompoundUniqueInput;
};

/** A note as the audit trail tells it: which it is, and what it said. */
interface Stood {
  facts: { changeKey: string | undefined; note: string };
  told: { text: string; writtenBy: string };
}

async function changeNote(
  database: PrismaClient,
  { repository, regressionId, note: id }: RegressionName & { note: string },
  { by, mayChangeAny }: { by: string; mayChangeAny: boolean },
  change: (tx: Prisma.TransactionClient, which: Which, stood: Stood) => Promise<void>,
): Promise<RemovedNote | NoteRefusal> {
  const work = async (tx: Prisma.TransactionClient, repositoryId: number) => {
    const which = { repositoryId_regressionId_id: { repositoryId, regressionId, id } };
    const found = await tx.note.findUnique({ where: which });
    if (found === null) return 'unknown';
    const { text, writtenBy } = found;
    if (writtenBy !== by && !mayChangeAny) return 'of-another';
    const changeKey = await changeKeyOf(tx, repositoryId, regressionId);
    await change(tx, which, { facts: { changeKey, note: id }, told: { text, writtenBy } });
    await tellReaders(tx);
    return RemovedNote.parse({ kind: 'note', repository, ...found });
  };
  return (
    (await withLockedRepository<RemovedNote | NoteRefusal>(database, repository, work)) ?? 'unknown'
  );
}

/** The change that a regression is of, also of one that was unlinked; undefined where it is not known. */
async function changeKeyOf(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  regressionId: string,
): Promise<string | undefined> {
  const [known] = await rows(
    tx,
    z.object({ changeKey: z.string() }),
    Prisma.sql`
      select change_key as "changeKey" from regression
      where repository_id = ${repositoryId} and id = ${regressionId}::uuid
      union
      select change_key from regression_decision
      where repository_id = ${repositoryId} and regression_id = ${regressionId}::uuid`,
  );
  return known?.changeKey;
}

const about = (decidedBy: string, { repository, regressionId }: RegressionName) => ({
  decidedBy,
  repository,
  subject: `${repository}/${regressionId}`,
  reason: '',
});

const tellReaders = (tx: Prisma.TransactionClient) =>
  tx.$executeRaw`select pg_notify(${ledgerChannel}, '')`;
