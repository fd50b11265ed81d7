import type { ChangeList } from '@/lib/api/changes';
import type { DeploymentList, DeploymentRow } from '@/lib/api/deployments';
import type { IncidentList, IncidentRow } from '@/lib/api/incidents';
import type { RegressionList } from '@/lib/api/regressions';
import type { ChangeRow, RegressionRow } from '@/lib/api/rows';
import type { TrustCell, TrustList, TrustRepository } from '@/lib/api/trust';
import type { Database } from '@/lib/db/client';
import { csvLine } from '@/lib/domain/csv';
import type { OpenRange, Range } from '@/lib/domain/range';
import { refreshMs } from '@/lib/measure/cells';
import { deploymentsAfter } from '@/lib/measure/deployments';
import { incidentsAfter } from '@/lib/measure/incidents';
import { changesAfter } from '@/lib/measure/listed-changes';
import { regressionsAfter } from '@/lib/measure/listed-regressions';
import { openRangeOf, rangeOf } from '@/lib/measure/range';
import { trust } from '@/lib/measure/trust';
import { refreshRollup } from '@/lib/rollup/rollup';

/** Few enough to hold in memory, enough for a query to be worth its while. */
const rowsAtOnce = 1_000;

type Columns<Row> = Readonly<Record<string, (row: Row) => string | number | null>>;

const changeColumns: Columns<ChangeRow> = {
  change: ({ id }) => id,
  repository: ({ repository }) => repository,
  number: ({ number }) => number,
  title: ({ title }) => title,
  url: ({ url }) => url,
  merged_at: ({ mergedAt }) => mergedAt,
  authorship: ({ authorship }) => authorship,
  agent: ({ agent }) => agent,
  mode: ({ mode }) => mode,
  kind_of_work: ({ kindOfWork }) => kindOfWork,
  size: ({ sizeBucket }) => sizeBucket,
  size_lines: ({ sizeLines }) => sizeLines,
  regressed_on_day: ({ regressedOnDay }) => regressedOnDay,
};

const { regressed_on_day: _, ...ofChange } = changeColumns;
const regressionColumns: Columns<RegressionRow> = {
  regression: ({ id }) => id,
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
  confidence: ({ confidence }) => confidence,
  regressed_at: ({ regressedAt }) => regressedAt,
  day: ({ day }) => day,
  cause_type: ({ cause }) => cause.type,
  cause: ({ cause }) => cause.id,
  cause_title: ({ cause }) => cause.title,
  cause_url: ({ cause }) => cause.url,
  ...Object.fromEntries(
    Object.entries(ofChange).map(([name, tell]) => [
      name,
      ({ change }: RegressionRow) => tell(change),
    ]),
  ),
};

const incidentColumns: Columns<IncidentRow> = {
  incident: ({ id }) => id,
  repository: ({ repository }) => repository,
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  service: ({ service }) => service,
  url: ({ url }) => url,
  opened_at: ({ openedAt }) => openedAt,
  resolved_at: ({ resolvedAt }) => resolvedAt,
  open_hours: ({ openHours }) => openHours,
  changes: ({ linked }) => linked,
  first_change: ({ changes: [first] }) => first?.id ?? null,
  first_change_title: ({ changes: [first] }) => first?.title ?? null,
  first_change_authorship: ({ changes: [first] }) => first?.authorship ?? null,
  first_change_agent: ({ changes: [first] }) => first?.agent ?? null,
  first_change_status: ({ changes: [first] }) => first?.status ?? null,
};

const deploymentColumns: Columns<DeploymentRow> = {
  deployment: ({ id }) => id,
  repository: ({ repository }) => repository,
  finished_at: ({ finishedAt }) => finishedAt,
  environment: ({ environment }) => environment,
  production: ({ production }) => (production ? 'yes' : 'no'),
  service: ({ service }) => service,
  sha: ({ sha }) => sha,
  conclusion: ({ conclusion }) => conclusion,
  url: ({ url }) => url,
  head_change: ({ head }) => head?.id ?? null,
  head_change_title: ({ head }) => head?.title ?? null,
  changes: ({ changes }) => changes?.all ?? null,
  agent_changes: ({ changes }) => changes?.agents ?? null,
  rolls_back: ({ rollsBack }) => rollsBack,
  broke: ({ broke }) => broke?.regressionId ?? null,
  broke_kind: ({ broke }) => broke?.kind ?? null,
  broke_change_title: ({ broke }) => broke?.title ?? null,
  broke_after_hours: ({ broke }) => broke?.afterHours ?? null,
  recovered_hours: ({ broke }) => broke?.recoveredHours ?? null,
};

/** One cell of the trust of a repository, with whose it is. */
interface TrustLine extends TrustCell {
  told: TrustRepository;
  agent: string | null;
}

const trustColumns: Columns<TrustLine> = {
  repository: ({ told }) => told.repository,
  error_budget: ({ told }) => told.budget,
  agent: ({ agent }) => agent ?? 'all',
  kind_of_work: ({ kindOfWork }) => kindOfWork ?? 'all',
  trust: ({ trust: decided }) => decided,
  rate: ({ rate }) => rate.rate,
  lower: ({ rate }) => rate.lower,
  upper: ({ rate }) => rate.upper,
  regressions: ({ rate }) => rate.regressions,
  changes: ({ rate }) => rate.changes,
  people_rate: ({ people }) => people.rate,
  people_regressions: ({ people }) => people.regressions,
  people_changes: ({ people }) => people.changes,
  why: ({ sentence }) => sentence,
};

/** A list of regressions as CSV with a header, in the order of the list, written while it is read. */
export function regressionsCsv(database: Database, list: RegressionList): AsyncGenerator<string> {
  return csvOf(regressionColumns, pagesOf(database, list, regressionsAfter));
}

/** A list of regressions as one JSON array of what the API answers. */
export function regressionsJson(database: Database, list: RegressionList): AsyncGenerator<string> {
  return jsonOf(pagesOf(database, list, regressionsAfter));
}

/** A list of changes as CSV with a header, in the order of the list, written while it is read. */
export function changesCsv(database: Database, list: ChangeList): AsyncGenerator<string> {
  return csvOf(changeColumns, pagesOf(database, list, changesAfter));
}

/** A list of changes as one JSON array of what the API answers. */
export function changesJson(database: Database, list: ChangeList): AsyncGenerator<string> {
  return jsonOf(pagesOf(database, list, changesAfter));
}

/** A list of incidents as CSV with a header, newest first, written while it is read. */
export function incidentsCsv(database: Database, list: IncidentList): AsyncGenerator<string> {
  return csvOf(incidentColumns, openPagesOf(database, list, incidentsAfter));
}

/** A list of incidents as one JSON array of what the API answers. */
export function incidentsJson(database: Database, list: IncidentList): AsyncGenerator<string> {
  return jsonOf(openPagesOf(database, list, incidentsAfter));
}

/** A list of deployments as CSV with a header, newest first, written while it is read. */
export function deploymentsCsv(database: Database, list: DeploymentList): AsyncGenerator<string> {
  return csvOf(deploymentColumns, deploymentPages(database, list));
}

/** A list of deployments as one JSON array of what the API answers. */
export function deploymentsJson(database: Database, list: DeploymentList): AsyncGenerator<string> {
  return jsonOf(deploymentPages(database, list));
}

/** What is proven in all repositories as CSV with a header, a line a cell, written while it is read. */
export function trustCsv(database: Database, list: TrustList): AsyncGenerator<string> {
  return csvOf(trustColumns, trustLines(database, list));
}

/** What is proven in all repositories as one JSON array of what the API answers. */
export function trustJson(database: Database, list: TrustList): AsyncGenerator<string> {
  return jsonOf(trustPages(database, list));
}

/** Each has many cells, all of which are judged at once. */
const repositoriesAtOnce = 50;

const trustPages = (database: Database, list: TrustList) =>
  allPages(({ cursor }) => trust(database, { ...list, cursor, limit: repositoriesAtOnce }));

async function* trustLines(database: Database, list: TrustList): AsyncGenerator<TrustLine[]> {
  for await (const page of trustPages(database, list)) {
    yield page.flatMap((told) =>
      told.agents.flatMap(({ agent, cells }) => cells.map((cell) => ({ ...cell, told, agent }))),
    );
  }
}

async function* deploymentPages(database: Database, list: DeploymentList) {
  await refreshRollup(database, refreshMs);
  yield* openPagesOf(database, list, deploymentsAfter);
}

type After<List, Within, Row> = (
  database: Database,
  list: List,
  range: Within,
  page: { cursor: string | undefined; limit: number },
) => Promise<{ rows: Row[]; next: string | null }>;

async function* pagesOf<List extends ChangeList | RegressionList, Row>(
  database: Database,
  list: List,
  after: After<List, Range, Row>,
): AsyncGenerator<Row[]> {
  const range = await rangeOf(database, list);
  if (range === undefined) return;
  yield* allPages((page) => after(database, list, range, page));
}

async function* openPagesOf<List extends IncidentList | DeploymentList, Row>(
  database: Database,
  list: List,
  after: After<List, OpenRange, Row>,
): AsyncGenerator<Row[]> {
  const range = await openRangeOf(database, list);
  yield* allPages((page) => after(database, list, range, page));
}

async function* allPages<Row>(
  read: (page: {
    cursor: string | undefined;
    limit: number;
  }) => Promise<{ rows: Row[]; next: string | null }>,
): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: rowsAtOnce });
    yield page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

async function* csvOf<Row>(
  columns: Columns<Row>,
  pages: AsyncGenerator<Row[]>,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  for await (const page of pages) {
    yield page.map((row) => csvLine(Object.values(columns).map((tell) => tell(row)))).join('');
  }
}

async function* jsonOf<Row>(pages: AsyncGenerator<Row[]>): AsyncGenerator<string> {
  let joint = '[\n';
  for await (const page of pages) {
    for (const row of page) {
      yield `${joint}${JSON.stringify(row)}`;
      joint = ',\n';
    }
  }
  yield joint === '[\n' ? '[]\n' : '\n]\n';
}
