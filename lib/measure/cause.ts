import * as z from 'zod/mini';
import { Cause } from '@/lib/api/rows';
import { Prisma } from '@/lib/db/generated/client';

/** The columns that tell what caused a regression `g`, with the joins that they need. */
export const causeColumns = Prisma.sql`
  g.cause_type, g.cause_key,
  coalesce(cc.title, ci.title, cp.title,
    'deployment ' || cd.key || coalesce(' of ' || cd.service, '') || ' in ' || cd.environment,
    case g.cause_type when 'check' then 'Checks failed on ' || left(g.cause_key, 7)
      || coalesce(': ' || ck.names, '') end) as cause_title,
  coalesce(cc.url, ci.url, cp.url, cd.url, ck.url) as cause_url`;

export const causeJoins = Prisma.sql`
  left join change cc on g.cause_type = 'change'
    and cc.repository_id = g.repository_id and cc.key = g.cause_key
  left join incident ci on g.cause_type = 'incident'
    and ci.repository_id = g.repository_id and ci.key = g.cause_key
  left join report cp on g.cause_type = 'report'
    and cp.repository_id = g.repository_id and cp.key = g.cause_key
  left join deployment cd on g.cause_type = 'deployment'
    and cd.repository_id = g.repository_id and cd.key = g.cause_key
  left join lateral (
    select string_agg(distinct k.name, ', ' order by k.name) as names, min(k.url) as url
    from check_run k where g.cause_type = 'check' and k.repository_id = g.repository_id
      and k.sha = g.cause_key and k.conclusion = 'failed') as ck on true`;

export const CauseColumns = z.object({
  repository: z.string(),
  cause_type: Cause.shape.type,
  cause_key: z.string(),
  cause_title: z.nullable(z.string()),
  cause_url: z.nullable(z.string()),
});

/** The cause as the API tells it: a change by its id here, anything else by its sender's id. */
export function causeOf(row: z.output<typeof CauseColumns>): Cause {
  return {
    type: row.cause_type,
    id: row.cause_type === 'change' ? `${row.repository}/${row.cause_key}` : row.cause_key,
    title: row.cause_title,
    url: row.cause_url,
  };
}
