import * as z from 'zod/mini';
import { beforeAfterQuestion } from '@/lib/api/before-after';
import type { GuardrailAnswer, GuardrailAsk, MixRow } from '@/lib/api/guardrail';
import type { ToldGuardrail } from '@/lib/api/guardrails';
import { toSearch } from '@/lib/api/question';
import { type Period, trendQuestion } from '@/lib/api/trend';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import { addDays } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';
import type { GuardrailKind } from '@/lib/domain/guardrail';
import type { Range } from '@/lib/domain/range';
import { beforeAfter } from '@/lib/measure/before-after';
import { readCells } from '@/lib/measure/cells';
import { countsBy, sizeOf } from '@/lib/measure/counts';
import { level } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { guardrails } from '@/lib/measure/guardrails';
import { rangeOf } from '@/lib/measure/range';
import { trend } from '@/lib/measure/trend';
import { moverDifference } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';

type Against = GuardrailAnswer['against'];

/** A share that moved by less is not worth a word. */
const leastMove = 0.05;
/** The address that names more repositories than this would be too long, and the drawing too slow. */
const mostDrawn = 200;

/**
 * One guardrail with what changed when it came: the rate before and after, against the comparison that
 * its scope allows, and what else changed meanwhile.
 * @returns undefined where no such guardrail stands.
 */
export async function guardrail(
  database: Database,
  { id, days, window, against: asked }: GuardrailAsk,
): Promise<GuardrailAnswer | undefined> {
  const all = (await guardrails(database)).guardrails;
  const told = all.find((one) => one.id === id);
  if (told === undefined) return undefined;
  const possible = possibleAgainst(told);
  const against = asked !== undefined && possible.includes(asked) ? asked : bestAgainst(told);
  const filter = filterOf(told, window);
  const before = { from: addDays(told.since, -days), to: addDays(told.since, -1) };
  const planned = { from: told.since, to: addDays(told.since, days - 1) };
  const comparison = comparisonOf(told, { days, window, against });
  const { on: _, days: __, against: ___, ...scope } = comparison;
  const drawn = { from: addDays(told.since, -2 * days), to: addDays(told.since, 2 * days - 1) };
  const period = days < 90 ? 'week' : 'month';
  const [effect, mix, lines, known] = await Promise.all([
    beforeAfter(database, beforeAfterQuestion.ask.parse(comparison), { sight: 'all' }),
    mixOf(database, filter, before, planned),
    linesOf(database, filter, drawn, period, against),
    rangeOf(database, filter),
  ]);
  const after = { ...planned, to: earlier(planned.to, known?.to, told.since) };
  const rowsOf = (range: Range) => `/changes?${toSearch({ ...scope, ...range })}`;
  return {
    guardrail: told,
    against,
    possible,
    before,
    after,
    effect,
    verdict: verdictOf(effect),
    trend: { period, range: drawn, ...lines },
    mix,
    otherGuardrails: othersOf(told, all, against, { from: before.from, to: planned.to }),
    links: {
      beforeAfter: `/api/v1/before-after?${toSearch(comparison)}`,
      before: rowsOf(before),
      after: rowsOf(after),
    },
  };
}

/** What its effect is asked by: before against from its day on, where it came and where it did not. */
export function comparisonOf(
  told: ToldGuardrail,
  { days, window, against }: Pick<GuardrailAsk, 'days' | 'window'> & { against: Against },
) {
  const { from: _, to: __, ...scope } = filterOf(told, window);
  return { ...scope, on: told.since, days, against };
}

/** The last day of the span that the data reaches. */
function earlier(end: string, known: string | undefined, since: string): string {
  return known === undefined || known < since || known > end ? end : known;
}

/** The changes that it came to: agents', in its repositories. */
function filterOf({ repositories, agents }: ToldGuardrail, window: GuardrailAsk['window']): Filter {
  return Filter.parse({
    authorship: ['agent'],
    window,
    ...(repositories.length === 0 ? {} : { repository: repositories }),
    ...(agents.length === 0 ? {} : { agent: agents }),
  });
}

/** What it can be compared with, the best first. Where it is everywhere, there are no others. */
function possibleAgainst({ repositories }: ToldGuardrail): Against[] {
  return repositories.length === 0 ? ['human', 'none'] : ['others', 'human', 'none'];
}

/** What it is compared with unless something else is asked. */
export const bestAgainst = (told: ToldGuardrail): Against => possibleAgainst(told)[0] ?? 'none';

/** What may be said of an effect: never more than its interval does. */
export function verdictOf({
  change,
  differenceInDifferences,
}: Pick<
  GuardrailAnswer['effect'],
  'change' | 'differenceInDifferences'
>): GuardrailAnswer['verdict'] {
  const found = differenceInDifferences ?? change;
  const compared = differenceInDifferences !== null;
  if (found.value === null || found.lower === null || found.upper === null) {
    return {
      direction: 'too-early',
      sentence: compared
        ? 'Too little is known on one of the four sides to compare.'
        : 'It is too early, or there is too little, to tell.',
    };
  }
  const beyond = compared ? 'beyond what changed where it did not come' : 'than before it';
  if (found.upper < 0) {
    return {
      direction: 'fewer',
      sentence: `Fewer changes regress ${beyond}, by more than chance explains.`,
    };
  }
  if (found.lower > 0) {
    return {
      direction: 'more',
      sentence: `More changes regress ${beyond}, by more than chance explains.`,
    };
  }
  return {
    direction: 'unclear',
    sentence: 'Chance alone could explain this: the likely range holds no effect at all.',
  };
}

async function linesOf(
  database: Database,
  filter: Filter,
  range: Range,
  period: Period,
  against: Against,
): Promise<Pick<GuardrailAnswer['trend'], 'treated' | 'control' | 'controlRepositories'>> {
  const line = async (told: Filter) => {
    const answer = await trend(database, trendQuestion.ask.parse({ ...told, ...range, period }));
    return (answer.series[0]?.points ?? []).filter(({ changes }) => changes > 0);
  };
  const treated = line(filter);
  const control = await controlFilter(database, filter, against);
  return {
    treated: await treated,
    control: control === undefined ? [] : await line(control),
    controlRepositories: control?.repository ?? [],
  };
}

async function controlFilter(
  database: Database,
  filter: Filter,
  against: Against,
): Promise<Filter | undefined> {
  if (against === 'none') return undefined;
  if (against === 'human') return { ...filter, authorship: ['human'] };
  const others = await rows(
    database,
    z.object({ name: z.string() }),
    Prisma.sql`select name from repository where name <> all(${filter.repository ?? []}::text[])
      order by name limit ${mostDrawn + 1}`,
  );
  if (others.length === 0 || others.length > mostDrawn) return undefined;
  return { ...filter, repository: others.map(({ name }) => name) };
}

const mixDimensions = ['size', 'kindOfWork', 'agent'] as const;

/** Of what sizes, kinds of work and agents the changes were, before and after. */
async function mixOf(
  database: Database,
  filter: Filter,
  before: Range,
  after: Range,
): Promise<GuardrailAnswer['mix']> {
  const count = async (range: Range) => {
    const horizonDays = filter.window;
    const cells = await readCells(database, filter, range, { by: mixDimensions, horizonDays });
    return mixDimensions.map((_, place) => {
      const groups = countsBy(
        cells,
        { range, kinds: filter.kind, horizonDays },
        ({ keys }) => keys[place] ?? '',
      );
      return new Map([...groups].map(([value, counts]) => [value, sizeOf(counts)]));
    });
  };
  const [early, late] = await Promise.all([count(before), count(after)]);
  const [size, kindOfWork, agent] = mixDimensions.map((_, place) =>
    mixRows(early[place] ?? new Map(), late[place] ?? new Map()),
  );
  return {
    size: inOrder(size ?? [], SizeBucket.options),
    kindOfWork: inOrder(kindOfWork ?? [], KindOfWork.options),
    agent: [...(agent ?? [])].sort((a, b) => (a.value < b.value ? -1 : 1)),
  };
}

const inOrder = (list: readonly MixRow[], order: readonly string[]) =>
  [...list].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));

function mixRows(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((total, one) => total + one, 0);
  const [allBefore, allAfter] = [sum(before), sum(after)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((value) => value !== '')
    .map((value) =>
      mixRow(value, [before.get(value) ?? 0, allBefore], [after.get(value) ?? 0, allAfter]),
    )
    .filter((row) => row.before.changes + row.after.changes > 0);
}

function mixRow(
  value: string,
  [before, allBefore]: [number, number],
  [after, allAfter]: [number, number],
): MixRow {
  const part = (changes: number, of: number) => ({
    changes,
    of,
    share: of === 0 ? null : changes / of,
  });
  const moved =
    allBefore === 0 || allAfter === 0
      ? undefined
      : moverDifference(rateOf(after, allAfter), rateOf(before, allBefore));
  const isBeyondChance =
    moved !== undefined && (moved.interval.lower > 0 || moved.interval.upper < 0);
  return {
    value,
    before: part(before, allBefore),
    after: part(after, allAfter),
    difference: estimate(moved),
    moved: isBeyondChance && Math.abs(moved.value) >= leastMove,
  };
}

const rateOf = (count: number, of: number) => ({
  rate: count / of,
  interval: wilson(count, of, level),
});

/** The guardrails that came within the same days, to the same changes or to what they are compared with. */
function othersOf(
  told: ToldGuardrail,
  all: readonly ToldGuardrail[],
  against: Against,
  { from, to }: Range,
): GuardrailAnswer['otherGuardrails'] {
  const meets = (one: readonly string[], other: readonly string[]) =>
    one.length === 0 || other.length === 0 || one.some((name) => other.includes(name));
  return all
    .filter(({ id, since }) => id !== told.id && since >= from && since <= to)
    .flatMap(({ id, name, since, kind, repositories, agents }) => {
      if (!meets(told.agents, agents)) return [];
      const same = meets(told.repositories, repositories);
      const isElsewhere =
        repositories.length === 0 || repositories.some((one) => !told.repositories.includes(one));
      const comparison =
        (against === 'others' && isElsewhere) ||
        (against === 'human' && same && reachesPeople[kind]);
      if (!same && !comparison) return [];
      const touches = same && comparison ? 'both' : same ? 'same' : 'comparison';
      return [{ id, name, since, touches } as const];
    });
}

/** Whether a practice of this kind as a rule comes to people's changes too. */
const reachesPeople: Record<GuardrailKind, boolean> = {
  memory: false,
  tests: true,
  telemetry: true,
  review: true,
  other: true,
};
