import type { ChangeList } from '@/lib/api/changes';
import type { RegressionList } from '@/lib/api/regressions';
import type { ChangeRow, RegressionRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { csvLine } from '@/lib/domain/csv';
import { changesAfter } from '@/lib/measure/listed-changes';
import { regressionsAfter } from '@/lib/measure/listed-regressions';
import { type Range, rangeOf } from '@/lib/measure/range';

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

type After<List, Row> = (
  database: Database,
  list: List,
  range: Range,
  page: { cursor: string | undefined; limit: number },
) => Promise<{ rows: Row[]; next: string | null }>;

async function* pagesOf<List extends ChangeList | RegressionList, Row>(
  database: Database,
  list: List,
  after: After<List, Row>,
): AsyncGenerator<Row[]> {
  const range = await rangeOf(database, list);
  if (range === undefined) return;
  let cursor: string | undefined;
  do {
    const page = await after(database, list, range, { cursor, limit: rowsAtOnce });
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
