import type { RegressionKind } from '@/lib/domain/regression';
import type { Random } from '@/lib/sample/random';
import { dayMs, minuteMs } from '@/lib/sample/rhythm';

/** The agents of the sample, by the names that attribution gives them. */
export type SampleAgent = 'claude-code' | 'copilot' | 'codex' | 'cursor' | 'devin' | 'jules';

/**
 * Agents arrive in pairs, at a fraction of the organisation's time. The weighted mean of every pair is
 * the rate of all agents, so that agents differ while the rate of all of them is the same at any time.
 */
export const agentArrivals: readonly {
  from: number;
  agents: readonly (readonly [SampleAgent, number])[];
}[] = [
  {
    from: 0,
    agents: [
      ['copilot', 2],
      ['devin', 1],
    ],
  },
  {
    from: 0.25,
    agents: [
      ['claude-code', 3],
      ['cursor', 1.5],
    ],
  },
  {
    from: 0.4,
    agents: [
      ['codex', 2],
      ['jules', 1],
    ],
  },
];

/**
 * The truth: the probability that a merged change regresses within 30 days by a headline kind, by
 * authorship and, among the changes that agents wrote, by agent. The same at any time, in any
 * repository, for any size. What charts show of the sample must recover these.
 */
export const plantedRates = {
  windowDays: 30,
  authorship: { human: 0.04, assisted: 0.046, agent: 0.064, automation: 0.02 },
  agent: {
    copilot: 0.058,
    devin: 0.076,
    'claude-code': 0.056,
    cursor: 0.08,
    codex: 0.059,
    jules: 0.074,
  },
} as const satisfies {
  windowDays: number;
  authorship: Record<string, number>;
  agent: Record<SampleAgent, number>;
};

export type SampleKind = Extract<RegressionKind, 'revert' | 'incident' | 'reported'>;

/**
 * How a regression first shows and when: the kind's share of all regressions, and the Weibull
 * distribution of the days from merge, cut off at `lastDay`. A part lies beyond every window.
 */
export const regressionForms: readonly {
  kind: SampleKind;
  share: number;
  shape: number;
  scaleDays: number;
}[] = [
  { kind: 'revert', share: 0.5, shape: 0.5, scaleDays: 2 },
  { kind: 'incident', share: 0.28, shape: 0.6, scaleDays: 7 },
  { kind: 'reported', share: 0.22, shape: 0.8, scaleDays: 24 },
];
const lastDay = 180;

/** The probability that a regression of a form has shown by a day. */
function shownBy(day: number, { shape, scaleDays }: { shape: number; scaleDays: number }): number {
  const weibull = (days: number) => 1 - Math.exp(-((days / scaleDays) ** shape));
  return weibull(day) / weibull(lastDay);
}

/** The share of all regressions that shows within a number of days. */
function shareWithin(windowDays: number): number {
  return regressionForms.reduce((sum, form) => sum + form.share * shownBy(windowDays, form), 0);
}

export interface PlannedRegression {
  kind: SampleKind;
  afterMs: number;
}

/** Draws whether, how and when a change regresses, given its true rate within 30 days. */
export function drawRegression(rate: number, random: Random): PlannedRegression | undefined {
  if (!random.chance(rate / shareWithin(plantedRates.windowDays))) return undefined;
  const form = random.weighted(regressionForms.map((one) => [one, one.share] as const));
  const last = 1 - Math.exp(-((lastDay / form.scaleDays) ** form.shape));
  const days = form.scaleDays * (-Math.log(1 - random.uniform() * last)) ** (1 / form.shape);
  // Nobody notices and undoes a change in less time than this.
  return { kind: form.kind, afterMs: Math.max(12 * minuteMs, Math.round(days * dayMs)) };
}
