import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asAsk,
  linkTo,
  linkToStatus,
  loadFilter,
  loadRegressionsParams,
  loadTrendParams,
} from '@/components/filters/filter-params';
import { toSearch } from '@/lib/api/question';
import { Authorship, KindOfWork, Mode, SizeBucket } from '@/lib/domain/change';
import { windows } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';
import { RegressionKind } from '@/lib/domain/regression';

const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
const some = <Value>(values: readonly Value[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const anyFilter = fc.record(
  {
    from: date,
    to: date,
    repository: some(['acme/web', 'group/sub/project', 'a.b/c_d']),
    team: some(['payments', 'web-2']),
    agent: some(['claude-code', 'codex', 'copilot']),
    mode: some(Mode.options),
    kindOfWork: some(KindOfWork.options),
    size: some(SizeBucket.options),
    area: some(['src', 'docs', 'a b']),
    reviewed: fc.constantFrom('yes' as const, 'no' as const),
    branch: some(['main', 'release/1.2']),
    confidence: fc.constantFrom('all' as const, 'high' as const),
    authorship: some(Authorship.options),
    kind: some(RegressionKind.options),
    window: fc.constantFrom(...windows),
    suspected: fc.constantFrom('left-out' as const, 'counted' as const),
  },
  { requiredKeys: ['authorship', 'confidence', 'kind', 'window', 'suspected'] },
);
const filters = anyFilter.filter(({ from = '', to = '9999' }) => from <= to);

const searchOf = (link: string) => new URL(link, 'http://localhost').searchParams;

describe('the filter in the URL', () => {
  it('comes back from a link as it went in', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const read = loadFilter(searchOf(linkTo('/regressions', filter)));
        expect(asAsk(Filter, read)).toEqual(filter);
      }),
    );
  });

  it('means the same to the API', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(Filter.parse(Object.fromEntries(toSearch(filter)))).toEqual(filter);
      }),
    );
  });

  it('holds nothing that is the default anyway but the window, so that it is opened as it stands', () => {
    const repository = ['acme/web'];
    expect(linkTo('/changes', Filter.parse({ repository }))).toBe('/changes?repository=acme/web');
    expect(linkTo('/changes', Filter.parse({}))).toBe('/changes?window=30');
  });

  it('falls back to the default where a value is none', () => {
    const search = 'window=31&kind=oops&authorship=&from=yesterday&repository=no+name';
    expect(asAsk(Filter, loadFilter(new URLSearchParams(search)))).toEqual(Filter.parse({}));
  });

  it('leaves out a range that ends before it begins', () => {
    const search = 'from=2026-05-01&to=2026-01-01&window=7';
    expect(asAsk(Filter, loadFilter(new URLSearchParams(search)))).toEqual(
      Filter.parse({ window: 7 }),
    );
  });

  it('asks for months unless told otherwise', () => {
    expect(loadTrendParams(new URLSearchParams()).period).toBe('month');
    expect(loadTrendParams(new URLSearchParams('period=week')).period).toBe('week');
  });

  it('lists what counts unless told otherwise', () => {
    expect(loadRegressionsParams(new URLSearchParams()).status).toBeNull();
    const link = linkToStatus(['suspected'], Filter.parse({ window: 7 }));
    expect(link).toBe('/regressions?window=7&status=suspected');
    expect(loadRegressionsParams(searchOf(link)).status).toEqual(['suspected']);
  });
});
