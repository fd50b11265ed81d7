import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

export const dynamic = 'force-dynamic';

/** Ready to serve: 503 while the database cannot be reached, and once this process was told to stop. */
export const GET = route(async (request) => {
  if (request.headers.get('x-aftermerge-stopping') !== null) {
    throw new Failure('unavailable', 'This process is stopping.');
  }
  await database().$queryRaw`select 1`;
  return reply({ ready: true });
});
