import { beforeAll, describe, expect, it } from 'vitest';
import { beforeAfterQuestion } from '@/lib/api/before-after';
import { changesQuestion } from '@/lib/api/changes';
import { compareQuestion } from '@/lib/api/compare';
import { curveQuestion } from '@/lib/api/curve';
import { groupsQuestion } from '@/lib/api/groups';
import { ratesQuestion } from '@/lib/api/rates';
import { regressionsQuestion } from '@/lib/api/regressions';
import { samePeopleQuestion } from '@/lib/api/same-people';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import type { Sight } from '@/lib/domain/sight';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { beforeAfter } from '@/lib/measure/before-after';
import { changes } from '@/lib/measure/changes';
import { compare } from '@/lib/measure/compare';
import { curve } from '@/lib/measure/curve';
import { groups } from '@/lib/measure/groups';
import { rates } from '@/lib/measure/rates';
import { regressions } from '@/lib/measure/regressions';
import { samePeople } from '@/lib/measure/same-people';

const database = testDatabase();
const agentLogins = {
  devin: { login: 'devin-ai-integration[bot]', bot: true },
  copilot: { login: 'copilot-swe-agent[bot]', bot: true },
};
let number = 0;

/** Changes of one author, every so-manieth of which is reported a few days after its merge. */
function told(
  repository: string,
  author: object,
  { count, oneIn, more = {} }: { count: number; oneIn: number; more?: object },
) {
  return Array.from({ length: count }, (_, index) => {
    number += 1;
    const mergedAt = new Date(Date.UTC(2026, 0, 5 + (index % 80), 9));
    const at = new Date(mergedAt.getTime() + (2 + (index % 9)) * 86_400_000);
    const change = {
      type: 'change.merged',
      repository,
      number,
      title: `Change ${number}`,
      author,
      additions: 20,
      deletions: 0,
      mergedAt: mergedAt.toISOString(),
      ...more,
    };
    const report = {
      type: 'regression.reported',
      repository,
      report: `r-${number}`,
      change: { number },
      text: 'it broke',
      at: at.toISOString(),
    };
    return index % oneIn === 0 ? [change, report] : [change];
  }).flat();
}

beforeAll(async () => {
  const person = { login: 'dana' };
  const events = [
    // Whoever works in `risky` breaks one in five, in `safe` one in twenty-five; agents work in `risky`.
    ...told('acme/risky', agentLogins.devin, { count: 200, oneIn: 5 }),
    ...told('acme/risky', person, { count: 50, oneIn: 5 }),
    ...told('acme/safe', agentLogins.devin, { count: 50, oneIn: 25 }),
    ...told('acme/safe', person, { count: 400, oneIn: 25 }),
    ...told('acme/apart-1', agentLogins.copilot, { count: 60, oneIn: 3 }),
    ...told('acme/apart-2', person, { count: 60, oneIn: 30 }),
    ...told('acme/few', agentLogins.copilot, { count: 3, oneIn: 3 }),
    ...Array.from({ length: 6 }, (_, index) =>
      [
        ...told('acme/people', { login: `person-${index}` }, { count: 10, oneIn: 10 }),
        ...told(
          'acme/people',
          { login: `person-${index}` },
          { count: 10, oneIn: 5, more: { authorship: 'assisted', agent: 'cursor' } },
        ),
      ].flat(),
    ).flat(),
  ];
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
});

const everything = { from: '2026-01-01', to: '2026-05-31' };
const both = { ...everything, repository: 'acme/risky,acme/safe' };
const compared = (search: object) => compare(database.prisma, compareQuestion.ask.parse(search));

describe('agents against people', () => {
  it('are compared like with like, with the crude number beside and the reversal explained', async () => {
    const { agent, ratio, matched, reversal, sentence } = await compared(both);
    expect(ratio.value).toBeGreaterThan(2);
    expect(matched?.ratio.value).toBeCloseTo(1, 1);
    expect(matched).toMatchObject({
      rung: 'repository, quarter, size and kind of work',
      overlap: 1,
      partial: false,
      repositories: 2,
      interval: 'model',
    });
    const sum = (side: 'first' | 'second') =>
      matched?.forest.reduce((all, { changes: of }) => all + of[side], 0);
    expect(matched?.changes).toEqual({ first: sum('first'), second: sum('second') });
    expect(matched?.changes.first).toBe(agent.changes);
    expect(matched?.risks?.agent).toBeGreaterThan(0.04);
    expect(reversal).toMatch(
      /^Like with like says otherwise: 0\.99 times within the same repository/,
    );
    expect(sentence).toMatch(
      /comparing like with like on repository, quarter, size and kind of work/,
    );
  });

  it('are not compared where they work in different repositories, not even crudely', async () => {
    const apart = { ...everything, repository: 'acme/apart-1,acme/apart-2' };
    const { verdict, sentence, matched } = await compared(apart);
    expect(verdict).toBe('not-comparable');
    expect(matched).toBeNull();
    expect(sentence).toBe(
      'Not comparable: agents and people work in different repositories here; not one agent change has a human counterpart.',
    );
  });

  it('have numbers that stay the same whichever way they are narrowed down to them', async () => {
    const named = await compared({ ...both, agent: 'devin' });
    const sized = await compared({ ...both, size: '10-49' });
    const plain = await compared(both);
    for (const other of [named, sized]) {
      expect(other.agent).toEqual(plain.agent);
      expect(other.human).toEqual(plain.human);
      expect(other.matched?.ratio).toEqual(plain.matched?.ratio);
    }
  });
});

describe('a rate', () => {
  it('leads to exactly the rows that it divides by and that it counts', async () => {
    const { rates: told } = await rates(database.prisma, ratesQuestion.ask.parse(both));
    for (const rate of told) {
      const search = (address: string) =>
        Object.fromEntries(new URLSearchParams(address.split('?')[1]));
      const below = changesQuestion.ask.parse(search(rate.rows.changes));
      const above = regressionsQuestion.ask.parse(search(rate.rows.regressions));
      expect((await changes(database.prisma, below)).total).toBe(rate.changes);
      expect((await regressions(database.prisma, above)).total).toBe(rate.regressions);
      expect(rate.followUp).toEqual({ whole: rate.changes, part: 0, none: 0 });
      expect(rate.matured).toMatchObject({
        changes: rate.changes,
        regressions: rate.regressions,
        rate: expect.closeTo(rate.rate ?? Number.NaN, 10),
      });
      const parts = rate.kinds.reduce((sum, one) => sum + one.rate, 0);
      expect(parts).toBeCloseTo(rate.rate ?? Number.NaN, 10);
    }
  });

  it('is where its curve is at the window, and the curve never falls', async () => {
    const { rates: told } = await rates(database.prisma, ratesQuestion.ask.parse(both));
    const { curves } = await curve(database.prisma, curveQuestion.ask.parse(both));
    for (const [index, { days, atRisk, changes: count, regressions }] of curves.entries()) {
      expect(days[29]?.rate).toBeCloseTo(told[index]?.rate ?? Number.NaN, 10);
      expect(atRisk[0]).toEqual({ day: 0, changes: count });
      expect(days.every(({ rate }, day) => rate >= (days[day - 1]?.rate ?? 0))).toBe(true);
      expect(days.reduce((sum, day) => sum + day.regressions, 0)).toBe(regressions);
      for (const { rate, lower, upper, standing } of days) {
        expect(standing.share + rate).toBeCloseTo(1, 12);
        expect(standing.lower + upper).toBeCloseTo(1, 12);
        expect(standing.upper + lower).toBeCloseTo(1, 12);
      }
    }
  });
});

describe('many groups', () => {
  it('are not topped by one of three', async () => {
    const { groups: listed, pooling } = await groups(
      database.prisma,
      groupsQuestion.ask.parse({ ...everything, by: 'repository' }),
    );
    const few = listed.find(({ group }) => group === 'acme/few');
    expect(few).toMatchObject({ changes: 3, regressions: 1, adjustedP: null, differs: false });
    expect(few?.shrunk?.rate).toBeLessThan(0.3);
    expect(listed[0]?.group).not.toBe('acme/few');
    expect(pooling).toMatch(/^The groups differ/);
    expect(listed.find(({ group }) => group === 'acme/risky')).toMatchObject({ differs: true });
  });

  it('can be teams, which share what people set', async () => {
    await database.prisma.setting.create({
      data: {
        key: 'teams',
        value: [{ id: 'core', name: 'Core', repositories: ['acme/risky', 'acme/safe'] }],
      },
    });
    const ask = groupsQuestion.ask.parse({ ...everything, by: 'team' });
    const { groups: listed } = await groups(database.prisma, ask);
    const { agent, human } = await compared({ ...everything, team: 'core' });
    expect(listed).toMatchObject([
      { group: 'core', name: 'Core', changes: agent.changes + human.changes },
    ]);
  });
});

it('compares the same people with and without an agent, and names none', async () => {
  const ask = samePeopleQuestion.ask.parse({ ...everything, repository: 'acme/people' });
  const answer = await samePeople(database.prisma, ask);
  expect(answer.people).toBe(6);
  expect(answer.ratio?.value).toBeCloseTo(2, 0);
  expect(JSON.stringify(answer)).not.toMatch(/person-\d/);
  const few = samePeopleQuestion.ask.parse({ ...everything, repository: 'acme/safe' });
  expect(await samePeople(database.prisma, few)).toMatchObject({ ratio: null, people: 0 });
});

describe('before and after a day', () => {
  const asked = { on: '2026-02-15', days: '40', repository: 'acme/risky' };
  const told = (search: object, sight: Sight = 'all') => {
    const ask = beforeAfterQuestion.ask.parse({ ...asked, ...search });
    return beforeAfter(database.prisma, ask, { sight });
  };

  it('is only that without a comparison group, and says so', async () => {
    const { control, differenceInDifferences, sentence } = await told({});
    expect([control, differenceInDifferences]).toEqual([null, null]);
    expect(sentence).toMatch(/Before and after only/);
  });

  it('is held against the repositories that it did not come to', async () => {
    const { treated, control, differenceInDifferences, change } = await told({ against: 'others' });
    const of = ({ before, after }: typeof treated) => (after.rate ?? 0) - (before.rate ?? 0);
    expect(change.value).toBeCloseTo(of(treated), 10);
    expect(differenceInDifferences?.value).toBeCloseTo(
      of(treated) - (control === null ? Number.NaN : of(control)),
      10,
    );
  });

  it('is held against those alone of the others that the asker sees', async () => {
    const changesOf = async (sight: Sight) =>
      (await told({ against: 'others' }, sight)).control?.before.changes;
    const all = await changesOf('all');
    const seen = await changesOf(['acme/risky', 'acme/safe']);
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(all ?? 0);
    expect(await changesOf(['acme/risky'])).toBe(0);
  });

  it('waits where nothing was watched for the whole window', async () => {
    expect((await told({ on: '2026-05-31' })).sentence).toBe(
      'There are no changes to compare on one side of that day.',
    );
  });
});
