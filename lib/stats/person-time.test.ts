import { expect, test } from 'vitest';
import { matchedRates } from '@/lib/stats/person-time';

// R metafor rma.mh (IRR, IRD) on survival's veteran by cell type.
const strata = [
  { events1: 18, time1: 5206, events0: 13, time0: 1801 },
  { events1: 17, time1: 849, events0: 28, time0: 2591 },
  { events1: 17, time1: 1075, events0: 9, time0: 656 },
  { events1: 12, time1: 1588, events0: 14, time0: 2897 },
];

test('rates over time at risk are compared as other software does', () => {
  const found = matchedRates(strata, 0.95);
  expect(found.ok).toBe(true);
  if (!found.ok) return;
  expect(found.ratio?.value).toBeCloseTo(1.16629906641992, 10);
  expect(found.ratio?.standardErrorOfLn).toBeCloseTo(0.175297034598315, 10);
  expect(found.difference.value).toBeCloseTo(0.00132209402515837, 12);
  expect(found.difference.standardError).toBeCloseTo(0.00166862754325861, 12);
});

test('of one stratum they are the crude ones, and a unit of time only scales them', () => {
  const one = matchedRates([{ events1: 6, time1: 30, events0: 5, time0: 50 }], 0.95);
  expect(one).toMatchObject({ ok: true, rate0: expect.closeTo(0.1, 12) });
  expect(one.ok && one.rate1).toBeCloseTo(0.2, 12);
  expect(one.ok && one.ratio?.standardErrorOfLn).toBeCloseTo(Math.sqrt(1 / 6 + 1 / 5), 12);
  const hours = strata.map((own) => ({ ...own, time1: own.time1 * 24, time0: own.time0 * 24 }));
  const [byDay, byHour] = [matchedRates(strata, 0.95), matchedRates(hours, 0.95)];
  expect(byDay.ok && byHour.ok && byHour.ratio?.value).toBeCloseTo(
    byDay.ok ? (byDay.ratio?.value ?? 0) : 0,
    10,
  );
});

test('a stratum with time on one side adds nothing, and with no other there is no answer', () => {
  const alone = { events1: 3, time1: 0, events0: 5, time0: 50 };
  expect(matchedRates([...strata, alone], 0.95)).toEqual(matchedRates(strata, 0.95));
  expect(matchedRates([alone], 0.95)).toEqual({ ok: false, reason: 'no-overlap' });
});

test('no events in an arm leave a difference and no ratio', () => {
  const found = matchedRates([{ events1: 0, time1: 10, events0: 5, time0: 50 }], 0.95);
  expect(found).toMatchObject({ ok: true, rate1: 0, ratio: null });
  expect(found.ok && found.difference.value).toBeCloseTo(-0.1, 12);
});
