import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { RemovedView } from '@/lib/domain/removed';

/** A list's filter, search and order under a name. */
interface View {
  path: string;
  name: string;
  query: string;
}

/**
 * Saves a view.
 * @returns its id; undefined where the list has one of that name.
 */
export async function saveView(
  database: PrismaClient,
  view: View,
  createdBy: string,
): Promise<number | undefined> {
  const [made] = await database.savedView.createManyAndReturn({
    data: [{ ...view, createdBy }],
    skipDuplicates: true,
    select: { id: true },
  });
  return made?.id;
}

/** What came of renaming: there is no such view, or its list has another one of that name. */
export type ViewRenamed = 'renamed' | 'unknown' | 'taken';

/** Gives a view another name. */
export async function renameView(
  database: PrismaClient,
  id: number,
  name: string,
): Promise<ViewRenamed> {
  // A name that is taken is left out by the statement; what came of it is asked only then.
  const renamed = await database.$executeRaw`
    update saved_view v set name = ${name} where id = ${id}::int and not exists (
      select from saved_view o where o.path = v.path and o.name = ${name} and o.id <> v.id)`;
  if (renamed === 1) return 'renamed';
  return (await database.savedView.count({ where: { id } })) === 0 ? 'unknown' : 'taken';
}

/** Removes a view. @returns it as it was; undefined where there is none of that id. */
export async function removeView(
  database: PrismaClient,
  id: number,
): Promise<RemovedView | undefined> {
  const [removed] = await rows(
    database,
    RemovedView,
    Prisma.sql`delete from saved_view where id = ${id}::int
      returning 'view' as kind, id, path, name, query, created_by as "createdBy",
        created_at as "createdAt"`,
  );
  return removed;
}

/** Puts a view back as it was. @returns false where it is there, or its list has another one of its name. */
export async function restoreView(
  database: PrismaClient,
  { kind: _, ...view }: RemovedView,
): Promise<boolean> {
  const { count } = await database.savedView.createMany({ data: [view], skipDuplicates: true });
  return count === 1;
}
