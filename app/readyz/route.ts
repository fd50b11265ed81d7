import { database } from '@/lib/http/database';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

export const dynamic = 'force-dynamic';

/** Ready to serve: 503 while the database cannot be reached. */
export const GET = route(async () => {
  await database().$queryRaw`select 1`;
  return reply({ ready: true });
});
