import type { RegressionsAsk } from '@/lib/api/regressions';
import type { Filter } from '@/lib/domain/filter';

/** How many of the newest regressions stand beside the trend. */
const latestCount = 6;

/** The newest regressions among the changes of a filter: what server and browser both ask for. */
export function latestAsk(filter: Filter): RegressionsAsk {
  return { ...filter, sort: 'regressed', order: 'desc', limit: latestCount };
}
