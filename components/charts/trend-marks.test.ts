import { describe, expect, it } from 'vitest';
import { trendMarks } from '@/components/charts/trend-marks';
import type { TrendAnswer, TrendPoint } from '@/lib/api/trend';
import type { Authorship } from '@/lib/domain/change';

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const lastDays = ['31', '28', '31', '30'];

function point(month: number, told: Partial<TrendPoint>): TrendPoint {
  return {
    start: `${months[month]}-01`,
    end: `${months[month]}-${lastDays[month]}`,
    changes: 100,
    regressions: 5,
    rate: 0.05,
    lower: 0.02,
    upper: 0.11,
    provisional: false,
    soFar: null,
    ...told,
  };
}

const unknown = { rate: null, lower: null, upper: null } as const;

function answer(series: Partial<Record<Authorship, Partial<TrendPoint>[]>>): TrendAnswer {
  return {
    series: (['human', 'agent', 'assisted'] as const)
      .filter((authorship) => series[authorship] !== undefined)
      .map((authorship) => ({
        authorship,
        points: (series[authorship] ?? []).map((told, month) => point(month, told)),
        chart: {
          centre: null,
          sigmaZ: null,
          why: '',
          points: [],
          immature: [],
          driftSince: null,
        },
      })),
    changes: 400,
    before: null,
    range: { from: '2026-01-05', to: '2026-04-20' },
    definition: {
      version: '1',
      windowDays: 30,
      kinds: ['revert'],
      authorship: ['agent', 'human'],
      suspected: 'left-out',
      level: 0.95,
      text: '',
    },
  };
}

const pointsOf = (marks: ReturnType<typeof trendMarks>, authorship: Authorship) =>
  marks.rows.map((row) => row.points[authorship]);

describe('trendMarks', () => {
  it('tells the agents first, whatever the order of the answer', () => {
    const marks = trendMarks(answer({ human: [{}], agent: [{}] }));
    expect(marks.series.map(({ label }) => label)).toEqual(['Agent', 'Human']);
  });

  it('names a series as it is told to, and draws it as its authorship', () => {
    const { series, range, definition } = answer({ agent: [{}] });
    const named = series.map((one) => ({ ...one, label: 'Elsewhere' }));
    expect(trendMarks({ series: named, range, definition, before: null }).series).toMatchObject([
      { authorship: 'agent', label: 'Elsewhere' },
    ]);
  });

  it('leaves a gap where nothing can be told, and breaks the line there', () => {
    const marks = trendMarks(answer({ agent: [{}, { ...unknown, changes: 0 }, {}] }));
    expect(pointsOf(marks, 'agent').map((one) => one?.firmness)).toEqual([
      'settled',
      'gap',
      'settled',
    ]);
    expect(pointsOf(marks, 'agent').map((one) => one?.settledLine)).toEqual([0.05, null, 0.05]);
    expect(pointsOf(marks, 'agent')[1]?.counts).toBe('no changes');
  });

  it('draws a provisional point on a line of its own that starts at the last settled one', () => {
    const marks = trendMarks(answer({ agent: [{}, {}, { provisional: true, rate: 0.08 }] }));
    expect(pointsOf(marks, 'agent').map((one) => one?.settledLine)).toEqual([0.05, 0.05, null]);
    expect(pointsOf(marks, 'agent').map((one) => one?.provisionalLine)).toEqual([null, 0.05, 0.08]);
    expect(pointsOf(marks, 'agent')[2]?.note).toContain('provisional');
    expect(marks.hasProvisional).toBe(true);
  });

  it('draws a reading of fewer days without any line and says how many days it covers', () => {
    const soFar = { day: 12, rate: 0.03, lower: 0.01, upper: 0.07 };
    const marks = trendMarks(answer({ agent: [{}, { ...unknown, provisional: true, soFar }] }));
    const drawn = pointsOf(marks, 'agent')[1];
    expect(drawn).toMatchObject({
      firmness: 'so-far',
      value: 0.03,
      settledLine: null,
      provisionalLine: null,
      interval: '1–7%',
    });
    expect(drawn?.note).toContain('within 12 of the 30 days');
  });

  it('counts at the ends of the range only what lies in it', () => {
    const marks = trendMarks(answer({ agent: [{}, {}, {}, {}] }));
    const [first, second, , last] = pointsOf(marks, 'agent');
    expect([first?.from, first?.to]).toEqual(['2026-01-05', '2026-01-31']);
    expect([second?.from, second?.to]).toEqual(['2026-02-01', '2026-02-28']);
    expect([last?.from, last?.to]).toEqual(['2026-04-01', '2026-04-20']);
  });

  it('puts a point in the middle of its period, so that what began within it stands on its side', () => {
    const { rows, span, ticks } = trendMarks(answer({ agent: [{}, {}] }));
    expect(rows.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-01-16T12:00:00.000Z',
      '2026-02-15T00:00:00.000Z',
    ]);
    expect(span.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-01-01',
      '2026-03-01',
    ]);
    expect(ticks.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-01-01',
      '2026-02-01',
    ]);
  });

  it('starts the axis at 0 and keeps every point on it', () => {
    const marks = trendMarks(answer({ agent: [{ rate: 0.4, upper: 0.7 }, {}, {}, {}] }));
    expect(marks.heights[0]).toBe(0);
    expect(marks.top).toBeGreaterThanOrEqual(0.4);
  });

  it('does not let one wild interval flatten the rest, and says that it is cut', () => {
    const marks = trendMarks(answer({ agent: [{ upper: 0.95 }, {}, {}, {}] }));
    expect(marks.top).toBeLessThan(0.3);
    expect(marks.cut).toBe(true);
  });

  it('never draws above 100 %', () => {
    const marks = trendMarks(
      answer({
        agent: [
          { rate: 1, upper: 1 },
          { rate: 1, upper: 1 },
        ],
      }),
    );
    expect(marks.top).toBe(1);
  });

  it('keeps the names at the ends of the lines apart', () => {
    const marks = trendMarks(answer({ agent: [{}], human: [{}], assisted: [{}] }));
    const places = marks.series.map(({ labelAt }) => labelAt).sort((a, b) => a - b);
    const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.07 * marks.top - 1e-9);
    expect(Math.max(...places)).toBeLessThanOrEqual(marks.top + 1e-9);
  });

  it('puts the time before beside this one, the last period beside the last', () => {
    const now = answer({ agent: [{}, {}] });
    const points = [0.3, 0.01, 0.02].map((rate, month) => ({
      ...point(month, { rate }),
      start: `2025-1${month}-01`,
      end: `2025-1${month}-28`,
    }));
    const range = { from: '2025-10-09', to: '2025-12-28' };
    const marks = trendMarks({
      ...now,
      before: { series: [{ authorship: 'agent', points }], range },
    });
    const beside = marks.rows.map(({ at, before }) => [
      before.agent?.value,
      before.agent?.at === at,
    ]);
    expect(beside).toEqual([
      [0.01, true],
      [0.02, true],
    ]);
    expect(marks.rows[1]?.before.agent?.period).toBe('1–28 Dec 2025');
    expect(marks.before).toBe('9 Oct – 28 Dec 2025');
    // What has no place beside these does not stretch their axis.
    expect(marks.top).toBeLessThan(0.3);
    expect(trendMarks(now)).toMatchObject({ before: null, rows: [{ before: {} }, { before: {} }] });
  });

  it('says what is beside chance: unusual periods, what was expected by now, and a drift', () => {
    const now = answer({ agent: [{}, {}, { provisional: true }] });
    const [agents] = now.series;
    if (agents === undefined) throw new Error('no series');
    const limits = { lower: 0.01, upper: 0.04 };
    const marks = trendMarks({
      ...now,
      series: [
        {
          ...agents,
          chart: {
            ...agents.chart,
            points: [
              { start: '2026-01-01', ...limits, unusual: false },
              { start: '2026-02-01', ...limits, unusual: true },
            ],
            immature: [
              {
                start: '2026-03-01',
                observed: 5,
                expected: 3.14,
                ratio: 1.6,
                lower: 0.5,
                upper: 3,
              },
            ],
            driftSince: '2026-02-01',
          },
        },
      ],
    });
    expect(pointsOf(marks, 'agent').map((mark) => mark?.counts)).toEqual([
      '5 of 100 regressed',
      '5 of 100 regressed, unusual: chance would keep it within 1–4%',
      '5 of 100 regressed, 3.1 expected by now',
    ]);
    expect(marks.drifts).toEqual([
      'Rates of changes by agents drift since 1 Feb 2026, by more than chance explains.',
    ]);
  });

  it('takes a rate of 0 for an answer, not for emptiness', () => {
    expect(trendMarks(answer({ agent: [{ rate: 0, lower: 0, regressions: 0 }] })).isEmpty).toBe(
      false,
    );
    expect(trendMarks(answer({ agent: [{ ...unknown, changes: 0 }] })).isEmpty).toBe(true);
    expect(trendMarks(answer({})).isEmpty).toBe(true);
  });
});
