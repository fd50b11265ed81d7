import type { Gap, GapVerdict } from '@/lib/api/breakdown';
import { alwaysValid, fewestEvents } from '@/lib/measure/always-valid';
import { level } from '@/lib/measure/definition';
import { estimate, exponential } from '@/lib/measure/estimate';
import { type RatioTrend, ratioTrend, type ScoredStratum } from '@/lib/stats/ratio-trend';
import { usualThresholds } from '@/lib/stats/verdict';

/** How the ends of the groups are spoken of, and what the comparison is within. */
export interface GapWords {
  /** `with size`. */
  along: string;
  first: string;
  last: string;
  within: string;
}

/** Whether agents' ratio to people's changes along groups in an order, and the sentence to show. */
export function gap(strata: readonly ScoredStratum[], windowDays: number, words: GapWords): Gap {
  const trend = ratioTrend(strata, windowDays, level);
  if (!trend.ok) {
    const sentence = `Not enough data to tell whether the gap changes ${words.along}: too few changes of both have regressed in the same ${words.within}.`;
    return { verdict: 'not-enough-data', change: estimate(null), sentence };
  }
  const { ln, interval } = trend.change;
  const change = { value: Math.exp(ln), interval: exponential(interval) };
  const verdict = verdictOf(trend);
  return {
    verdict,
    change: estimate(change),
    sentence: `${sentenceOf(verdict, trend, words)} Compared within the same ${words.within}.`,
  };
}

/** As the ladder of the whole comparison: only what also holds for readers of every day is settled. */
function verdictOf({ change, events, lnFirst, lnLast }: RatioTrend): GapVerdict {
  const { lower, upper } = change.interval;
  const telling = Math.log(usualThresholds.uninformativeRatio);
  if (events < fewestEvents || (lower <= -telling && upper >= telling)) return 'not-enough-data';
  if (lower <= 0 && upper >= 0) return 'no-clear-change';
  const settled = alwaysValid(change, events);
  const isSettled =
    settled !== undefined && (settled.interval.lower > 1 || settled.interval.upper < 1);
  const isWider = Math.abs(lnLast) > Math.abs(lnFirst);
  if (isSettled) return isWider ? 'widens' : 'narrows';
  return isWider ? 'early-sign-widens' : 'early-sign-narrows';
}

function sentenceOf(
  verdict: GapVerdict,
  { change, lnLast }: RatioTrend,
  { along, first, last }: GapWords,
): string {
  const ratio = 'the ratio of agents’ rate to people’s';
  const likely = `${times(change.interval.lower)} and ${times(change.interval.upper)}`;
  const favour = lnLast < 0 ? ', in agents’ favour' : '';
  const by = `${ratio} ${last} is ${times(change.ln)} times that ${first} (likely between ${likely})`;
  switch (verdict) {
    case 'not-enough-data':
      return `Not enough data to tell whether the gap changes ${along}: ${ratio} ${last} could be anywhere between ${likely} times that ${first}.`;
    case 'no-clear-change':
      return `The gap does not clearly change ${along}: ${ratio} ${last} is likely between ${likely} times that ${first}.`;
    case 'widens':
      return `It widens ${along}${favour}: ${by}.`;
    case 'narrows':
      return `It narrows ${along}: ${by}.`;
    case 'early-sign-widens':
      return `Early sign that it widens ${along}${favour}: ${by}. Signs like this often fade.`;
    case 'early-sign-narrows':
      return `Early sign that it narrows ${along}: ${by}. Signs like this often fade.`;
  }
}

/** Two significant figures of what a logarithm stands for. */
const times = (ln: number) => String(Number(Math.exp(ln).toPrecision(2)));
