import type { InfiniteData } from '@tanstack/react-query';
import type { RegressionsAnswer } from '@/lib/api/regressions';
import type { RegressionStatus } from '@/lib/domain/regression';

type Pages = InfiniteData<RegressionsAnswer, string | null>;

/** The pages of a list as they will be once some of its rows have another status: which may leave it. */
export function decidedRows(
  data: Pages,
  ids: ReadonlySet<string>,
  status: RegressionStatus,
  listed: readonly RegressionStatus[],
): Pages {
  if (!listed.includes(status)) return withoutRows(data, ids);
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      rows: page.rows.map((row) => (ids.has(row.id) ? { ...row, status } : row)),
    })),
  };
}

/** The pages of a list as they will be once some of its rows have left it. */
export function withoutRows(data: Pages, ids: ReadonlySet<string>): Pages {
  const leaving = data.pages.flatMap(({ rows }) => rows).filter(({ id }) => ids.has(id)).length;
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      total: page.total - leaving,
      rows: page.rows.filter(({ id }) => !ids.has(id)),
    })),
  };
}
