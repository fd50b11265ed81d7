import type { PrismaClient } from '@/lib/db/generated/client';
import { markAllStale, refreshRollup } from '@/lib/rollup/rollup';

const repositories = 40;
const days = 730;
/** As-of is the last of the days, so that the newest changes are young as in life. */
const through = '2026-06-30T12:00:00Z';

/**
 * Fills an empty database with judged changes of a believable mix and makes the rollup of them. It
 * bypasses the ledger, because what is measured is reading.
 */
export async function loadSyntheticChanges(database: PrismaClient, count: number): Promise<void> {
  await database.$executeRaw`
    insert into repository (name, observed_through)
    select 'bench/repository-' || i, ${through}::timestamptz from generate_series(1, ${repositories}::int) as i`;
  await database.$executeRaw`
    insert into change (repository_id, key, facts, number, title, title_key, outcome, merged_at,
      additions, deletions, areas, labels, kind_of_work, size_bucket, authorship, agent, agents,
      confidence, mode, author_login, base_branch, standing, exposed, revert_day, incident_day)
    select r.id, i::text, '{}'::jsonb, i, 'Change ' || i, 'change ' || i, 'merged',
      ${through}::timestamptz - (d.day * interval '1 day') - (i % 86400) * interval '1 second',
      size.additions, size.additions / 3,
      array[(array['src', 'docs', 'web', 'api', 'infra', 'tests'])[1 + (hashint4(i + 10) & 1023) % 6]], '{}',
      (array['feature', 'fix', 'refactor', 'docs', 'tests', 'chore'])[1 + (hashint4(i + 1) & 1023) % 6],
      case when size.lines < 10 then '0-9' when size.lines < 50 then '10-49'
        when size.lines < 200 then '50-199' when size.lines < 1000 then '200-999' else '1000+' end,
      who.authorship,
      case when who.authorship in ('agent', 'assisted')
        then (array['claude-code', 'copilot', 'codex', 'cursor', 'devin'])[1 + (hashint4(i + 3) & 1023) % 5] end,
      '{}', case when (hashint4(i + 11) & 1023) % 100 < 85 then 'high' else 'medium' end,
      case who.authorship when 'agent' then 'autonomous' when 'assisted' then 'paired' end,
      'person-' || r.id || '-' || (hashint4(i + 12) & 1023) % 25,
      case when (hashint4(i + 13) & 1023) % 100 < 90 then 'main' else 'release' end, 'none', true,
      case when (hashint4(i + 4) & 1048575) % 1000 < (case who.authorship when 'agent' then 45 else 30 end)
        then 1 + (hashint4(i + 5) & 1023) % 40 else 0 end,
      case when (hashint4(i + 6) & 1048575) % 1000 < 8 then 1 + (hashint4(i + 7) & 1023) % 60 else 0 end
    from generate_series(1, ${count}::int) as i
    join repository r on r.name = 'bench/repository-' || (1 + (hashint4(i) & 1048575) % ${repositories}::int)
    cross join lateral (select (hashint4(i + 8) & 1048575) % ${days}::int as day) as d
    cross join lateral (select ((hashint4(i + 9) & 1023)::float / 80) as z) as z
    cross join lateral (select exp(z.z * 0.6)::int as additions, (exp(z.z * 0.6) * 4 / 3)::int as lines) as size
    cross join lateral (
      select case when (hashint4(i + 2) & 1023) % 100 < 50 then 'human'
        when (hashint4(i + 2) & 1023) % 100 < 75 then 'agent'
        when (hashint4(i + 2) & 1023) % 100 < 92 then 'assisted' else 'automation' end as authorship) as who`;
  await database.$transaction(markAllStale, { timeout: 600_000 });
  await refreshRollup(database);
  await database.$executeRaw`vacuum analyze`;
}
