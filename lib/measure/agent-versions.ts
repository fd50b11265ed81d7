import * as z from 'zod/mini';
import type { AgentVersion, AgentVersionsAnswer, AgentVersionsAsk } from '@/lib/api/agent-versions';
import { agentVersion } from '@/lib/attribution/agent-version';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Range } from '@/lib/domain/range';
import { rangeOf } from '@/lib/measure/range';
import { changeWhere, repositories } from '@/lib/measure/where';

/** The changes of one agent whose marks say the same. */
const Row = z.object({
  agent: z.string(),
  texts: z.array(z.string()),
  changes: z.int(),
  first_on: z.string(),
  last_on: z.string(),
});
type Row = z.output<typeof Row>;

/** Earlier than any change, so that what was seen before the range is not taken for new. */
const everSince = '1970-01-01';

/** The versions of agents that the stored evidence names, with when each was first seen. */
export async function agentVersions(
  database: Database,
  ask: AgentVersionsAsk,
): Promise<AgentVersionsAnswer> {
  const range = await rangeOf(database, ask);
  const found = range === undefined ? [] : await marked(database, ask, range);
  const versions = new Map<string, AgentVersion>();
  let named = 0;
  for (const row of found) {
    const told = new Set(row.texts.flatMap((text) => agentVersion(text) ?? []));
    if (told.size > 0) named += row.changes;
    for (const version of told) {
      const key = `${row.agent} ${version}`;
      versions.set(key, joined(versions.get(key), { ...row, version }));
    }
  }
  return {
    versions: [...versions.values()]
      .filter(({ changes }) => changes > 0)
      .sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : 0)),
    changes: found.reduce((sum, { changes }) => sum + changes, 0),
    named,
    range: range ?? null,
  };
}

function joined(
  known: AgentVersion | undefined,
  { agent, version, changes, first_on, last_on }: Row & { version: string },
): AgentVersion {
  if (known === undefined) {
    return { agent, version, changes, firstSeen: first_on, lastSeen: last_on };
  }
  return {
    ...known,
    changes: known.changes + changes,
    firstSeen: first_on < known.firstSeen ? first_on : known.firstSeen,
    lastSeen: last_on > known.lastSeen ? last_on : known.lastSeen,
  };
}

/** Only lines that a tool signs with can name a version, and only those of the change's own agent. */
function marked(database: Database, ask: AgentVersionsAsk, range: Range): Promise<Row[]> {
  return rows(
    database,
    Row,
    Prisma.sql`
    select agent, texts,
      (count(*) filter (where merged_on >= ${range.from}::date))::int as changes,
      min(merged_on)::text as first_on, max(merged_on)::text as last_on
    from (
      select c.agent, (c.merged_at at time zone 'UTC')::date as merged_on,
        array(
          select distinct e.matched from attribution_evidence e
          where e.repository_id = c.repository_id and e.change_key = c.key
            and e.source in ('trailer', 'footer') and starts_with(e.rule, c.agent || '-')
            and e.matched ~ '[0-9]'
          order by 1) as texts
      from change c join ${repositories(ask)} as r on r.id = c.repository_id
      where c.agent is not null
        and ${changeWhere(ask, { from: everSince, to: range.to })}) as t
    group by agent, texts`,
  );
}
