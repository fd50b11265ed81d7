import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { RemovedView } from '@/lib/domain/removed';
import { seesView } from '@/lib/domain/saved-view';
import type { Sight } from '@/lib/domain/sight';

/** A list's filter, search and order under a name. */
const View = z.object({ path: z.string(), name: z.string(), query: z.string() });
type View = z.output<typeof View>;

/** Who changes a view that is there, and what they see: a view that names more is not there for them. */
interface Changer {
  by: string;
  sight: Sight;
}

/**
 * Saves a view.
 * @returns its id; undefined where the list has one of that name.
 */
export function saveView(
  database: PrismaClient,
  view: View,
  createdBy: string,
): Promise<number | undefined> {
  return database.$transaction(async (tx) => {
    const [made] = await tx.savedView.createManyAndReturn({
      data: [{ ...view, createdBy }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (made === undefined) return undefined;
    await noteInAudit(tx, { ...about(createdBy, made.id), action: 'save-view', after: view });
    return made.id;
  });
}

/** What came of renaming: there is no such view, or its list has another one of that name. */
export type ViewRenamed = 'renamed' | 'unknown' | 'taken';

/** Gives a view another name. */
export function renameView(
  database: PrismaClient,
  id: number,
  name: string,
  changer: Changer,
): Promise<ViewRenamed> {
  return database.$transaction(async (tx) => {
    const before = await findSeen(tx, id, changer);
    if (before === undefined) return 'unknown';
    // A name that is taken is left out by the statement.
    const renamed = await tx.$executeRaw`
      update saved_view v set name = ${name} where id = ${id}::int and not exists (
        select from saved_view o where o.path = v.path and o.name = ${name} and o.id <> v.id)`;
    if (renamed === 0) return 'taken';
    await noteInAudit(tx, {
      ...about(changer.by, id),
      action: 'rename-view',
      before: { path: before.path, name: before.name },
      after: { path: before.path, name },
    });
    return 'renamed';
  });
}

/** Removes a view. @returns it as it was; undefined where there is none of that id. */
export function removeView(
  database: PrismaClient,
  id: number,
  changer: Changer,
): Promise<RemovedView | undefined> {
  return database.$transaction(async (tx) => {
    const before = await findSeen(tx, id, changer);
    if (before === undefined) return undefined;
    const removed = await tx.savedView.delete({ where: { id } });
    await noteInAudit(tx, { ...about(changer.by, id), action: 'remove-view', before });
    return RemovedView.parse({ kind: 'view', ...removed });
  });
}

/** Puts a view back as it was. @returns false where it is there, or its list has another one of its name. */
export function restoreView(
  database: PrismaClient,
  { kind: _, ...view }: RemovedView,
  restoredBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.savedView.createMany({ data: [view], skipDuplicates: true });
    if (count === 0) return false;
    const { id, path, name, query } = view;
    const after = { path, name, query };
    await noteInAudit(tx, { ...about(restoredBy, id), action: 'save-view', after });
    return true;
  });
}

/** The view of an id, which nobody else changes meanwhile; undefined where its changer sees none. */
async function findSeen(
  tx: Prisma.TransactionClient,
  id: number,
  { sight }: Changer,
): Promise<View | undefined> {
  const [found] = await rows(
    tx,
    View,
    Prisma.sql`select path, name, query from saved_view where id = ${id}::int for update`,
  );
  return found !== undefined && seesView(sight, found.query) ? found : undefined;
}

const about = (decidedBy: string, id: number) => ({
  decidedBy,
  repository: null,
  subject: `view ${id}`,
  reason: '',
});
