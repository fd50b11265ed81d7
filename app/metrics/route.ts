import { database } from '@/lib/http/database';
import { exposition } from '@/lib/http/metrics';
import { route } from '@/lib/http/route';
import { workload } from '@/lib/measure/workload';

export const dynamic = 'force-dynamic';

/** How this process and the work that waits fare, as Prometheus reads it. */
export const GET = route(
  async () => {
    const { type, text } = await exposition(await workload(database()));
    return new Response(text, { headers: { 'content-type': type } });
  },
  { isLogged: false },
);
