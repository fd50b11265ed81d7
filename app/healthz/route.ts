import { reply } from '@/lib/http/reply';

export const dynamic = 'force-dynamic';

/** The process runs, whatever becomes of its database. */
export function GET(): Response {
  return reply({ alive: true });
}
