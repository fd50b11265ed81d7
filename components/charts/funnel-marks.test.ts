import { expect, it } from 'vitest';
import { funnelMarks } from '@/components/charts/funnel-marks';
import { type GroupsAnswer, groupsQuestion } from '@/lib/api/groups';

const rateOf = (changes: number, rate: number | null) => ({
  changes,
  regressions: Math.round(changes * (rate ?? 0)),
  rate,
  lower: rate === null ? null : rate / 2,
  upper: rate === null ? null : Math.min(1, rate * 2),
});

function answerOf(groups: readonly { changes: number; rate: number | null; differs?: boolean }[]) {
  return groupsQuestion.answer.parse({
    groups: groups.map(({ changes, rate, differs = false }, index) => ({
      ...rateOf(changes, rate),
      group: `g${index}`,
      name: `Group ${index}`,
      followUp: { whole: changes, part: 0, none: 0 },
      matured: rateOf(changes, rate),
      kinds: [],
      rows: { changes: '', regressions: '' },
      shrunk: null,
      tier: null,
      adjustedP: null,
      differs,
    })),
    all: rateOf(1_000, 0.05),
    funnel: [1, 10, 100, 1_000].map((changes) => ({
      changes,
      lower95: 0,
      upper95: 0.1,
      lower998: 0,
      upper998: 0.15,
    })),
    pooling: '',
    left: 0,
    range: null,
    definition: {
      version: '2',
      windowDays: 30,
      kinds: ['revert'],
      authorship: ['agent'],
      suspected: 'left-out',
      level: 0.95,
      text: '',
    },
  }) satisfies GroupsAnswer;
}

it('places every group that has a rate within the plot, the larger further right', () => {
  const marks = funnelMarks(
    answerOf([
      { changes: 20, rate: 0.4 },
      { changes: 500, rate: 0 },
      { changes: 3, rate: null },
    ]),
    900,
  );
  expect(marks.untold).toBe(1);
  const [small, large] = marks.points;
  for (const { x, y } of marks.points) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(1);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(1);
  }
  expect(large?.x).toBeGreaterThan(small?.x ?? 1);
  expect(large?.y).toBe(1);
  expect(small).toMatchObject({ counts: '8 of 20 regressed', rate: '40% (likely 20–80%)' });
  expect(marks.xTicks.length).toBeLessThanOrEqual(7);
  expect(marks.bands.inner).toHaveLength(6);
});

it('never lets one name cover another, and names first what differs', () => {
  const crowd = Array.from({ length: 40 }, () => ({ changes: 100, rate: 0.05 }));
  const answer = answerOf([...crowd, { changes: 100, rate: 0.05, differs: true }]);
  const { points } = funnelMarks(answer, 900);
  // All stand at one place: there is room for one name on each side of it.
  expect(points.flatMap(({ named }) => named ?? []).sort()).toEqual(['left', 'right']);
  expect(points.at(-1)?.named).toBe('right');
});

it('names on a narrow plot only what it has room for', () => {
  const answer = answerOf([
    { changes: 100, rate: 0.05 },
    { changes: 130, rate: 0.05 },
    { changes: 170, rate: 0.05 },
  ]);
  const namedAt = (width: number) =>
    funnelMarks(answer, width).points.filter(({ named }) => named !== null).length;
  expect(namedAt(900)).toBe(3);
  expect(namedAt(240)).toBe(2);
});
