import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { RegressionKind } from '@/lib/domain/regression';
import type { Cause } from '@/lib/ledger/causes';
import { causeTable } from '@/lib/ledger/references';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';
import { suggestFailureMode } from '@/lib/linking/failure-mode';
import { lastChecks } from '@/lib/rollup/last-checks';

/** What has news that a suggestion may rest on. */
export interface Suggestible {
  /** Their regressions were derived anew. */
  changes: Touched;
  causes?: readonly Cause[];
  /** The commits of which there are checks. */
  checked?: Touched;
}

const Row = z.object({
  repositoryId: z.int(),
  id: z.guid(),
  kind: RegressionKind,
  changeTitle: z.string(),
  paths: z.array(z.string()),
  repairedPaths: z.array(z.string()),
  title: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  text: z.nullable(z.string()),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean() })),
});

/** Suggests anew why what is listed broke, and stores it beside each regression. */
export async function suggestFailureModes(
  tx: Prisma.TransactionClient,
  about: Suggestible,
): Promise<void> {
  const found = await rows(tx, Row, factsOf(about));
  if (found.length === 0) return;
  const suggested = found.map(({ repositoryId, id, title, reason, text, ...facts }) => {
    const texts = Object.entries({ title, reason, text }).flatMap(([source, said]) =>
      said === null ? [] : [{ source, text: said }],
    );
    const suggestion = suggestFailureMode({ ...facts, texts });
    const { failureMode: mode = null, ...because } = suggestion ?? {};
    return { repository_id: repositoryId, id, mode, because: mode === null ? null : because };
  });
  await tx.$executeRaw`
    update regression g set suggested_mode = s.mode, suggested_because = s.because
    from json_to_recordset(${storableJson(suggested)}::json)
      as s(repository_id int, id uuid, mode text, because jsonb)
    where g.repository_id = s.repository_id and g.id = s.id
      and (g.suggested_mode, g.suggested_because) is distinct from (s.mode, s.because)`;
}

/** What is looked at, for the regressions of the changes, of the causes and of the checked commits. */
function factsOf({ changes, causes = [], checked = touched([]) }: Suggestible): Prisma.Sql {
  return Prisma.sql`
    with commits as materialized (select * from ${touchedTable(checked)} as t),
    named as materialized (
      select repository_id, key from ${touchedTable(changes)} as t
      union
      select c.repository_id, c.key from commits t
      join change c on c.repository_id = t.repository_id and c.merge_sha = t.key
      union
      select c.repository_id, c.change_key from commits t
      join change_commit c on c.repository_id = t.repository_id and c.sha = t.key
    ),
    listed as materialized (
      select g.repository_id, g.id from named t
      join regression g on g.repository_id = t.repository_id and g.change_key = t.key
      union
      select g.repository_id, g.id from ${causeTable(causes)} as t
      join regression g on g.repository_id = t.repository_id
        and g.cause_type = split_part(t.key, ' ', 1)
        and g.cause_key = substr(t.key, strpos(t.key, ' ') + 1)
    )
    select g.repository_id as "repositoryId", g.id, g.kind, c.title as "changeTitle",
      coalesce(c.facts #> '{size,value,paths}', '[]') as paths,
      coalesce(f.facts #> '{size,value,paths}', '[]') as "repairedPaths",
      coalesce(f.title, i.title, p.title) as title,
      coalesce(f.facts #>> '{description,value,body}', i.facts #>> '{opened,value,text}',
        p.facts #>> '{reported,value,text}') as text,
      (select string_agg(e.matched, e'\\n' order by e.position) from regression_evidence e
        where e.repository_id = g.repository_id and e.regression_id = g.id
          and (e.source = 'person' or e.rule = 'named-by-sender')) as reason,
      ${checksOf} as checks
    from listed join regression g using (repository_id, id)
    join change c on c.repository_id = g.repository_id and c.key = g.change_key
    left join change f on g.cause_type = 'change'
      and f.repository_id = g.repository_id and f.key = g.cause_key
    left join incident i on g.cause_type = 'incident'
      and i.repository_id = g.repository_id and i.key = g.cause_key
    left join report p on g.cause_type = 'report'
      and p.repository_id = g.repository_id and p.key = g.cause_key`;
}

/** How the last checks of change `c` ended, each by its name. */
const checksOf = Prisma.sql`(
  select coalesce(json_agg(json_build_object('name', last.name,
    'passed', last.conclusion = 'passed') order by last.name), '[]')
  from ${lastChecks} as last)`;
