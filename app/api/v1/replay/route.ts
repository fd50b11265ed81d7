import { nameOf } from '@/lib/access/viewer';
import { PostedReplay } from '@/lib/api/deliveries';
import { database } from '@/lib/http/database';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { replay } from '@/lib/intake/deliveries';

/** Has deliveries applied again: 202 with how many. */
export const POST = route(async (request, _, __, viewer) => {
  const asked = await readPosted(request, PostedReplay);
  const replayed = await replay(database(), asked, nameOf(viewer));
  return reply({ replayed }, 202);
});
