import { PostedReplay } from '@/lib/api/deliveries';
import { database } from '@/lib/http/database';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { replay } from '@/lib/intake/deliveries';

/** Has deliveries applied again: 202 with how many. */
export const POST = route(async (request) => {
  const asked = await readPosted(request, PostedReplay);
  return reply({ replayed: await replay(database(), asked) }, 202);
});
