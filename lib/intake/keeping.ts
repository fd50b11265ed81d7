import * as z from 'zod/mini';
import { type KeepingAnswer, keepingQuestion } from '@/lib/api/keeping';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { nextReduction } from '@/lib/intake/retention';
import { loadSettings } from '@/lib/ledger/judging';
import { repositoryNames } from '@/lib/ledger/renames';

const Row = z.pick(keepingQuestion.answer, { raw: true, reduced: true, repositories: true });

/** What is kept of deliveries, for how long, and how much is stored of each repository. */
export async function keeping(database: Database, now = new Date()): Promise<KeepingAnswer> {
  const [{ retention }, [found]] = await Promise.all([
    loadSettings(database),
    rows(
      database,
      Row,
      // The deliveries are read once: few differ in which repositories they are about.
      Prisma.sql`
      with told as materialized (
        select repositories, count(*) as deliveries, count(body) as raw,
          coalesce(sum(octet_length(body)), 0) as bytes
        from delivery group by repositories),
      by_repository as (
        select id, sum(deliveries) as deliveries from (
          select distinct n.id, t.repositories, t.deliveries
          from told t cross join unnest(t.repositories) as u(name)
          join ${repositoryNames} as n on n.name = u.name) as of_one
        group by id)
      select
        (select json_build_object('deliveries', coalesce(sum(raw), 0),
          'bytes', coalesce(sum(bytes), 0)) from told) as raw,
        (select coalesce(sum(deliveries - raw), 0)::int from told) as reduced,
        (select coalesce(json_agg(json_build_object('name', r.name, 'sample', r.sample,
            'changes', coalesce(c.changes, 0), 'deliveries', coalesce(d.deliveries, 0))
            order by r.name), '[]')
          from repository r
          left join (select repository_id, count(*) as changes from change group by 1) as c
            on c.repository_id = r.id
          left join by_repository d on d.id = r.id) as repositories`,
    ),
  ]);
  return {
    rawDays: retention.rawDays,
    raw: found?.raw ?? { deliveries: 0, bytes: 0 },
    reduced: found?.reduced ?? 0,
    nextReductionAt: nextReduction(now).toISOString(),
    repositories: found?.repositories ?? [],
  };
}
