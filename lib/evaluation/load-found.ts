import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import type { FoundLink } from '@/lib/evaluation/compare-links';

const Link = z.object({
  cause: z.string(),
  target: z.string(),
  kind: z.enum(['revert', 'reapply']),
  state: z.enum(['confirmed', 'suspected', 'one-landing']),
  rule: z.string(),
  matched: z.string(),
});

/**
 * What the reverts and reapplies of a repository undo and bring back: its regressions by reverts, the
 * references of reapplies, and references of both to commits that came with them.
 */
export async function loadLinks(database: Database, repository: string): Promise<FoundLink[]> {
  return rows(
    database,
    Link,
    Prisma.sql`
    with repo as (select id from repository where name = ${repository}),
    own as materialized (
      select f.*, c.key as change_key from reference f
      join change c on c.repository_id = f.repository_id and c.key = f.cause_key
      where f.repository_id = (select id from repo) and f.cause_type = 'change'
        and f.kind = 'revert' and f.effect in ('undoes', 'relands')
        and c.outcome = 'merged' and c.absorbed_by is null
    ),
    found as (
      select g.cause_key as cause, g.change_key as target, 'revert' as kind, g.status as state,
        e.rule, e.matched
      from regression g
      join regression_evidence e on e.repository_id = g.repository_id and e.regression_id = g.id
        and e.position = 0
      where g.repository_id = (select id from repo) and g.kind = 'revert'
        and g.cause_type = 'change' and g.status <> 'dismissed'
      union all
      select change_key, resolved_key, 'reapply',
        case confidence when 'low' then 'suspected' else 'confirmed' end, rule, matched
      from own where effect = 'relands' and resolved_key is not null
        -- Who names the revert that is taken back, and what that had undone, means one thing.
        and not exists (
          select from own as other
          join regression g on g.repository_id = other.repository_id
            and g.cause_type = 'change' and g.cause_key = other.resolved_key
          where other.cause_key = own.cause_key and other.effect = 'relands'
            and g.change_key = own.resolved_key)
      union all
      select change_key, change_key, case effect when 'undoes' then 'revert' else 'reapply' end,
        'one-landing', rule, matched
      from own where resolved_key is null and confidence <> 'low'
        and target_form in ('sha', 'sha-prefix')
        and exists (
          select from change_commit k
          where k.repository_id = own.repository_id and k.change_key = own.change_key
            and starts_with(k.sha, own.target_key))
    )
    select distinct on (cause, target, kind) * from found
    order by cause, target, kind, state, rule, matched`,
  );
}

/** The change that landed each of the commits, where one did; the first of several. */
export async function loadLandings(
  database: Database,
  repository: string,
  shas: readonly string[],
): Promise<Map<string, string>> {
  const landed = await rows(
    database,
    z.object({ sha: z.string(), key: z.string() }),
    Prisma.sql`
    select distinct on (k.sha) k.sha, c.key
    from change_commit k
    join change c on c.repository_id = k.repository_id and c.key = k.change_key
    where k.repository_id = (select id from repository where name = ${repository})
      and k.sha = any(${shas}::text[]) and c.outcome = 'merged' and c.absorbed_by is null
    order by k.sha, c.merged_at, c.key`,
  );
  return new Map(landed.map(({ sha, key }) => [sha, key]));
}

const Landed = z.object({ mergeSha: z.string(), authorship: Authorship });

/** The merged changes of a repository by the commit that landed each, with who wrote it. */
export async function loadAuthorship(database: Database, repository: string) {
  return rows(
    database,
    Landed,
    Prisma.sql`
    select merge_sha as "mergeSha", authorship from change
    where repository_id = (select id from repository where name = ${repository})
      and outcome = 'merged' and absorbed_by is null and merge_sha is not null`,
  );
}
