import type { ViewsAnswer, ViewsAsk } from '@/lib/api/views';
import { ToldView } from '@/lib/api/views';
import type { PrismaClient } from '@/lib/db/generated/client';
import { seesView } from '@/lib/domain/saved-view';
import type { Sight } from '@/lib/domain/sight';

/** The saved views of a list, by name, less those that name a repository which is not seen. */
export async function views(
  database: PrismaClient,
  { path }: ViewsAsk,
  { sight }: { sight: Sight },
): Promise<ViewsAnswer> {
  const found = await database.savedView.findMany({ where: { path }, orderBy: { name: 'asc' } });
  return {
    views: found
      .filter(({ query }) => seesView(sight, query))
      .map((view) => ToldView.parse({ ...view, createdAt: view.createdAt.toISOString() })),
  };
}
