import * as z from 'zod/mini';
import { AgentShare, type DoraAnswer, type DoraAsk } from '@/lib/api/dora';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { refreshMs } from '@/lib/measure/cells';
import { level } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { repositories } from '@/lib/measure/where';
import { refreshRollup } from '@/lib/rollup/rollup';
import { medianOf } from '@/lib/stats/median';
import { wilson } from '@/lib/stats/proportion';

const Row = z.object({
  share: AgentShare,
  deployments: z.int(),
  failed: z.int(),
  rework: z.int(),
  /** Of those that failed and recovered. */
  hours: z.array(z.number()),
});
type Row = z.output<typeof Row>;

/** DORA's measures of the deployments that finished in the range, by the agents' share in them. */
export async function dora(database: Database, ask: DoraAsk): Promise<DoraAnswer> {
  const range = await rangeOf(database, ask);
  await refreshRollup(database, refreshMs);
  const hours = ask.window * 24;
  const found =
    range === undefined
      ? []
      : await rows(
          database,
          Row,
          Prisma.sql`
          select case when o.changes = 0 then 'empty' when o.agent_changes = 0 then 'none'
              when o.agent_changes * 2 < o.changes then 'some' else 'most' end as share,
            count(*)::int as deployments,
            (count(*) filter (where o.failed_hours <= ${hours}))::int as failed,
            (count(*) filter (where o.rework))::int as rework,
            coalesce(array_agg(o.recovered_hours::float8)
              filter (where o.failed_hours <= ${hours} and o.recovered_hours is not null), '{}')
              as hours
          from deployment_outcome o join ${repositories(ask)} as r on r.id = o.repository_id
          where o.month between date_trunc('month', ${range.from}::date)::date and ${range.to}::date
            and o.finished_at >= ${range.from}::date::timestamp at time zone 'UTC'
            and o.finished_at < (${range.to}::date + 1)::timestamp at time zone 'UTC'
          group by 1`,
        );
  return {
    all: measured(found),
    byAgentShare: AgentShare.options.map((share) => ({
      share,
      ...measured(found.filter((row) => row.share === share)),
    })),
    range: range ?? null,
    definition: { version: '1', text: definitionOf(ask.window) },
  };
}

function measured(list: readonly Row[]): DoraAnswer['all'] {
  const sum = (pick: (row: Row) => number) => list.reduce((total, row) => total + pick(row), 0);
  const deployments = sum((row) => row.deployments);
  const failed = sum((row) => row.failed);
  const share = (counted: number) => {
    if (deployments === 0) return { deployments, counted, rate: null, lower: null, upper: null };
    const { lower, upper } = wilson(counted, deployments, level);
    return { deployments, counted, rate: counted / deployments, lower, upper };
  };
  return {
    changeFailRate: share(failed),
    reworkRate: share(sum((row) => row.rework)),
    recovery: { failed, ...recoveryOf(list.flatMap((row) => row.hours)) },
  };
}

function recoveryOf(hours: readonly number[]) {
  const { n, median, lower, upper } = medianOf(hours, level);
  return { recovered: n, medianHours: median, lower, upper };
}

function definitionOf(windowDays: number): string {
  return [
    'A deployment is one to production that succeeded; it brings out the changes merged since the one before it of the same service.',
    `It failed when one of them has a confirmed revert, rollback, hotfix or incident after it, within ${windowDays} days; that counts once, however much broke.`,
    'It is rework when it brings out a revert or hotfix of an earlier change, or an older version.',
    'Recovery is when the incident was resolved, the older version was out, or the first deployment after the repair was.',
    'Rates have Wilson’s interval; the median has the order statistics that cover it in 95 of 100 cases.',
  ].join(' ');
}
