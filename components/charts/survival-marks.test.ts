import { describe, expect, it } from 'vitest';
import { atRiskDays, survivalMarks } from '@/components/charts/survival-marks';
import { type CurveAnswer, curveQuestion } from '@/lib/api/curve';
import type { Authorship } from '@/lib/domain/change';

interface Told {
  authorship: Authorship;
  changes: number;
  /** The share that has regressed, and how many are watched, day by day. */
  rates: readonly (readonly [rate: number, atRisk: number])[];
}

function answerOf(curves: readonly Told[], windowDays = 30): CurveAnswer {
  return curveQuestion.answer.parse({
    curves: curves.map(({ authorship, changes, rates }) => ({
      authorship,
      changes,
      regressions: Math.round((rates.at(-1)?.[0] ?? 0) * changes),
      days: rates.map(([rate, atRisk], index) => ({
        day: index + 1,
        atRisk,
        regressions: 0,
        rate,
        lower: rate / 2,
        upper: rate * 2,
        standing: { share: 1 - rate, lower: 1 - rate * 2, upper: 1 - rate / 2 },
      })),
      atRisk: [0, 7, 14, 30, 60, 90].map((day) => ({ day, changes: rates[day]?.[1] ?? 0 })),
      kinds: [],
    })),
    range: { from: '2026-01-01', to: '2026-05-31' },
    definition: {
      version: '1',
      windowDays,
      kinds: ['revert'],
      authorship: ['agent', 'human'],
      suspected: 'left-out',
      level: 0.95,
      text: '',
    },
  });
}

const steady = (days: number, rate: number, atRisk = 500) =>
  Array.from({ length: days }, () => [rate, atRisk] as const);

describe('survivalMarks', () => {
  it('ends every curve on its own last day, and puts its name at the height of that end', () => {
    const { curves } = survivalMarks(
      answerOf([
        { authorship: 'human', changes: 500, rates: steady(90, 0.02) },
        { authorship: 'agent', changes: 500, rates: steady(43, 0.06) },
      ]),
    );
    expect(curves.map(({ label, last, labelAt }) => [label, last.day, labelAt])).toEqual([
      ['Agent', 43, 0.94],
      ['Human', 90, 0.98],
    ]);
    expect(curves.map(({ days }) => days.length)).toEqual([44, 91]);
    expect(curves[0]?.days[0]).toMatchObject({ day: 0, share: 1, watched: '500' });
  });

  it('moves names apart where curves end close to each other, and stays within the axis', () => {
    const { curves, floor } = survivalMarks(
      answerOf([
        { authorship: 'agent', changes: 500, rates: steady(90, 0.001) },
        { authorship: 'human', changes: 500, rates: steady(85, 0) },
        { authorship: 'assisted', changes: 500, rates: steady(70, 0) },
        { authorship: 'unknown', changes: 500, rates: steady(20, 0) },
      ]),
    );
    const [agent = 0, human = 0, assisted = 0, unknown = 0] = curves.map(({ labelAt }) => labelAt);
    const places = [agent, human, assisted].sort((a, b) => a - b);
    for (const [index, place] of places.entries()) {
      expect(place).toBeLessThanOrEqual(1);
      if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThan(0.08 * (1 - floor));
    }
    expect(unknown).toBe(1);
  });

  it('tells from which day on too few are watched to rest much on', () => {
    const rates = [...steady(20, 0.05, 40), ...steady(20, 0.1, 9)];
    const marks = survivalMarks(answerOf([{ authorship: 'agent', changes: 40, rates }]));
    expect(marks.curves[0]?.days.findIndex(({ isFew }) => isFew)).toBe(21);
    expect(marks.hasFew).toBe(true);
  });

  it('says in words what it draws, without making nearly all look like all', () => {
    const told = { authorship: 'agent', changes: 400, rates: steady(1, 0.004) } as const;
    expect(survivalMarks(answerOf([told])).curves[0]?.last).toMatchObject({
      standing: '>99%',
      interval: '99–>99%',
      regressed: '<1%',
      watched: '500',
    });
  });

  it('leaves out whoever was not watched for a day, and draws nothing of nobody', () => {
    expect(
      survivalMarks(answerOf([{ authorship: 'agent', changes: 4, rates: [] }])).curves,
    ).toEqual([]);
    expect(survivalMarks(answerOf([]))).toMatchObject({ curves: [], hasFew: false, cut: false });
  });

  it('keeps every curve on the axis, and says where a wild interval is cut', () => {
    const marks = survivalMarks(
      answerOf([{ authorship: 'agent', changes: 9, rates: [...steady(5, 0.3, 20), [0.4, 3]] }]),
    );
    expect(marks.floor).toBeLessThanOrEqual(0.4);
    expect(marks.heights.at(-1)).toBe(1);
    expect(marks.cut).toBe(true);
    for (const { band } of marks.curves[0]?.days ?? []) {
      expect(band[0]).toBeGreaterThanOrEqual(marks.floor);
    }
  });
});

describe('the figures under the axis', () => {
  const { curves } = survivalMarks(
    answerOf([{ authorship: 'agent', changes: 1_745, rates: steady(90, 0.02, 1_745) }]),
  );

  it('stand under every day where the width allows', () => {
    expect(atRiskDays(curves, 620)).toEqual([0, 7, 14, 30, 60, 90]);
  });

  it('leave out the days that crowd before the ends', () => {
    expect(atRiskDays(curves, 250)).toEqual([0, 30, 60, 90]);
    expect(atRiskDays(curves, 60)).toEqual([0, 90]);
  });
});
