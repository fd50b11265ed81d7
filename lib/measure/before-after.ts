import type { BeforeAfterAnswer, BeforeAfterAsk } from '@/lib/api/before-after';
import type { Database } from '@/lib/db/client';
import { addDays } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';
import { type Sight, seenOf } from '@/lib/domain/sight';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, together } from '@/lib/measure/counts';
import { definition, level } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { differenceInRates } from '@/lib/stats/difference-in-differences';
import { moverDifference } from '@/lib/stats/mover';

interface Spans {
  before: Counts;
  after: Counts;
}

/** How rates changed on a day, and how much more than where nothing came on it. */
export async function beforeAfter(
  database: Database,
  ask: BeforeAfterAsk,
  { sight }: { sight: Sight },
): Promise<BeforeAfterAnswer> {
  const { on, days, against, ...rest } = ask;
  const filter = Filter.parse(against === 'human' ? { ...rest, authorship: ['agent'] } : rest);
  const treated = await spansOf(database, filter, ask);
  const control = await controlOf(database, filter, ask, sight);
  const { window } = filter;
  const told = ({ before, after }: Spans) => ({
    before: rateOnly(readRate(before, window)),
    after: rateOnly(readRate(after, window)),
  });
  const [before, after] = [treated.before, treated.after].map((one) => readAtWindow(one, window));
  const change =
    before === undefined || after === undefined ? undefined : moverDifference(after, before);
  const difference = control === undefined ? undefined : differenceOf(treated, control, window);
  const answer = {
    treated: told(treated),
    control: control === undefined ? null : told(control),
    change: estimate(change),
    differenceInDifferences: difference === undefined ? null : estimate(difference),
    ratioOfRatios: difference?.ratioOfRatios ?? null,
    definition: definition(filter),
  };
  return { ...answer, sentence: sentenceOf(answer, ask) };
}

async function spansOf(
  database: Database,
  filter: Filter,
  { on, days, repository }: BeforeAfterAsk,
  isOutside = false,
): Promise<Spans> {
  const { kind: kinds, window: horizonDays } = filter;
  const span = async (from: string, to: string) => {
    const range = { from, to };
    const cells = await readCells(database, filter, range, { by: ['repository'], horizonDays });
    const groups = countsBy(cells, { range, kinds, horizonDays }, ({ keys: [name = ''] }) => name);
    const kept = [...groups].filter(([name]) => !isOutside || repository?.includes(name) !== true);
    return together(kept.map(([, counts]) => counts));
  };
  return {
    before: await span(addDays(on, -days), addDays(on, -1)),
    after: await span(on, addDays(on, days - 1)),
  };
}

async function controlOf(
  database: Database,
  filter: Filter,
  ask: BeforeAfterAsk,
  sight: Sight,
): Promise<Spans | undefined> {
  if (ask.against === 'human') {
    return spansOf(database, { ...filter, authorship: ['human'] }, ask);
  }
  if (ask.against === 'none' || filter.repository === undefined) return undefined;
  return spansOf(database, { ...filter, repository: seenOf(sight, undefined) }, ask, true);
}

function differenceOf(treated: Spans, control: Spans, windowDays: number) {
  const cell = (counts: Counts) => {
    const read = readAtWindow(counts, windowDays);
    return read === undefined
      ? { events: 0, n: 0 }
      : { events: read.rate * read.effectiveSize, n: read.effectiveSize };
  };
  const found = differenceInRates(
    {
      treatedBefore: cell(treated.before),
      treatedAfter: cell(treated.after),
      controlBefore: cell(control.before),
      controlAfter: cell(control.after),
    },
    level,
  );
  return found.ok ? found : undefined;
}

function sentenceOf(
  {
    treated,
    control,
    change,
    differenceInDifferences: difference,
  }: Omit<BeforeAfterAnswer, 'sentence'>,
  { window, against, repository }: BeforeAfterAsk,
): string {
  const { before, after } = treated;
  if (before.changes === 0 || after.changes === 0) {
    return 'There are no changes to compare on one side of that day.';
  }
  if (before.rate === null || after.rate === null || change.value === null) {
    return `Too early to tell: not enough changes have been out for ${window} days on both sides of that day.`;
  }
  const went = (one: { rate: number | null }, other: { rate: number | null }) =>
    `from ${percent(one.rate)} to ${percent(other.rate)}`;
  const moved = `The rate within ${window} days went ${went(before, after)}`;
  if (control === null) {
    const missing =
      against === 'others' && repository === undefined
        ? ' Name the repositories that it came to, to compare it with the others.'
        : '';
    return `${moved} (a change of ${points(change.value)}, likely ${points(change.lower)} to ${points(change.upper)}). Before and after only: whatever else changed on that day is in it.${missing}`;
  }
  if (difference === null || difference.value === null) {
    return `${moved}; where it did not come, too little is known to tell what would have happened anyway.`;
  }
  return `${moved} while it went ${went(control.before, control.after)} where it did not come: ${points(difference.value)} beyond that (likely ${points(difference.lower)} to ${points(difference.upper)}).`;
}

const percent = (rate: number | null) =>
  rate === null ? 'unknown' : `${(rate * 100).toFixed(1)}%`;

function points(difference: number | null): string {
  if (difference === null) return 'unknown';
  return `${difference > 0 ? '+' : '−'}${Math.abs(difference * 100).toFixed(1)} points`;
}
