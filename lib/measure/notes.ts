import * as z from 'zod/mini';
import type { NotesAnswer, NotesAsk } from '@/lib/api/notes';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { splitId } from '@/lib/measure/change';

const Row = z.object({
  note: z.guid(),
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: z.date(),
  editedAt: z.nullable(z.date()),
});

/** More than anybody reads. */
const most = 500;

/** The notes on a regression, oldest first. `asker` is who asks, as notes say who wrote them. */
export async function notes(
  database: Database,
  { id }: NotesAsk,
  asker: string,
): Promise<NotesAnswer> {
  const { repository, key } = splitId(id);
  if (!z.guid().safeParse(key).success) return { notes: [] };
  const found = await rows(
    database,
    Row,
    Prisma.sql`
      select n.id as note, n.text, n.written_by as "writtenBy", n.written_at as "writtenAt",
        n.edited_at as "editedAt"
      from repository r join note n on n.repository_id = r.id
      where r.name = ${repository} and n.regression_id = ${key}::uuid
      order by n.written_at, n.id limit ${most}`,
  );
  return {
    notes: found.map(({ writtenAt, editedAt, ...note }) => ({
      ...note,
      writtenAt: writtenAt.toISOString(),
      editedAt: editedAt?.toISOString() ?? null,
      own: note.writtenBy === asker,
    })),
  };
}
