import type { Prisma } from '@/lib/db/generated/client';
import { applyAbsorption } from '@/lib/ledger/absorption';
import { applyIncidents, applyReports, type Cause } from '@/lib/ledger/causes';
import { applyChanges, type JudgedChange } from '@/lib/ledger/changes';
import type { Rules } from '@/lib/ledger/derive-change';
import type { News } from '@/lib/ledger/news';
import { findBrokenMain, findRollbacks } from '@/lib/ledger/operations';
import { applyReferences } from '@/lib/ledger/references';
import { applyRegressions } from '@/lib/ledger/regressions';
import { settleChanges } from '@/lib/ledger/settle';
import {
  applyAttestations,
  applyChecks,
  applyDeployments,
  applyReviews,
} from '@/lib/ledger/signals';
import { markStale, monthsOf, monthsOfDeployments } from '@/lib/ledger/stale-months';
import { keepStatistics } from '@/lib/ledger/statistics';
import { type Suggestible, suggestFailureModes } from '@/lib/ledger/suggestions';
import { type Touched, touched } from '@/lib/ledger/touched';

/**
 * Applies news within a transaction that holds the locks of the repositories. News of a change that
 * say nothing have it judged anew from what is stored.
 */
export async function applyNews(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  names: ReadonlyMap<number, string>,
  rules: Rules,
): Promise<void> {
  judgeAnew(news, await applyAttestations(tx, news));
  const named = touched(
    [...news].flatMap(([repositoryId, { changes }]) =>
      [...changes.keys()].map((key) => ({ repositoryId, key })),
    ),
  );
  const monthsBefore = await monthsOf(tx, joined(named, reviewed(news)));
  const judged = await applyChanges(tx, news, names, rules);
  await keepStatistics(tx, judged.length);
  await applyReviews(tx, news);
  await applyChecks(tx, news);
  const deployments = await applyDeployments(tx, news);
  await markStale(tx, await monthsOfDeployments(tx, deployments));
  const looked = await applyAbsorption(tx, named);
  const causes = [
    ...judged.map(causeOf),
    ...(await applyIncidents(tx, news, names)),
    ...(await applyReports(tx, news, names)),
    ...(await findRollbacks(tx, deployments)),
    ...(await findBrokenMain(tx, looked, news)),
  ];
  const windows = rules.settings.incidentWindows;
  const targets = await applyReferences(tx, { causes, changes: looked, deployments, windows });
  const affected = joined(looked, targets);
  await applyConsequences(tx, affected, { monthsBefore, causes, checked: checked(news) });
}

/** What follows from references and decisions for the listed changes, up to what the rollup owes. */
export async function applyConsequences(
  tx: Prisma.TransactionClient,
  affected: Touched,
  {
    monthsBefore = touched([]),
    ...told
  }: { monthsBefore?: Touched } & Omit<Suggestible, 'changes'> = {},
): Promise<void> {
  await applyRegressions(tx, affected);
  await suggestFailureModes(tx, { changes: affected, ...told });
  await settleChanges(tx, affected);
  await markStale(tx, joined(monthsBefore, await monthsOf(tx, affected)));
}

/** The changes of which there are reviews: whether they were reviewed is counted. */
function reviewed(news: ReadonlyMap<number, News>): Touched {
  return touched(
    [...news].flatMap(([repositoryId, { reviews }]) =>
      [...reviews.keys()].map((key) => ({ repositoryId, key })),
    ),
  );
}

/** The commits of which there are checks: what had passed is looked at. */
function checked(news: ReadonlyMap<number, News>): Touched {
  return touched(
    [...news].flatMap(([repositoryId, { checks }]) =>
      [...checks.values()].map(({ sha: key }) => ({ repositoryId, key })),
    ),
  );
}

/** Adds changes of which there is no other news. */
function judgeAnew(news: ReadonlyMap<number, News>, { repositoryIds, keys }: Touched): void {
  keys.forEach((key, index) => {
    const changes = news.get(repositoryIds[index] ?? 0)?.changes;
    if (changes !== undefined && !changes.has(key)) {
      changes.set(key, { facts: {}, commits: new Map() });
    }
  });
}

function causeOf({ repositoryId, key, row, mentions }: JudgedChange): Cause {
  return {
    repositoryId,
    type: 'change',
    key,
    at: row.outcome === 'merged' ? row.merged_at : null,
    mentions,
  };
}

function joined(a: Touched, b: Touched): Touched {
  return {
    repositoryIds: [...a.repositoryIds, ...b.repositoryIds],
    keys: [...a.keys, ...b.keys],
  };
}
