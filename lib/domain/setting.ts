import * as z from 'zod/mini';
import { RepositoryName } from '@/lib/domain/change';
import { WindowDays } from '@/lib/domain/day';
import { headlineKinds, RegressionKind } from '@/lib/domain/regression';
import { Team } from '@/lib/domain/team';

const Hours = z
  .int()
  .check(z.minimum(1, 'is at least 1 hour'), z.maximum(720, 'is at most 30 days'));
const Words = z
  .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(100)))
  .check(z.maxLength(50));

/** How many hours before an incident the deployment that caused it is looked for. */
export const IncidentWindows = z.object({
  /** For every service that has none of its own. */
  hours: Hours,
  services: z.record(z.string().check(z.minLength(1), z.maxLength(200)), Hours),
});
export type IncidentWindows = z.output<typeof IncidentWindows>;

/** What marks a change as a hotfix: whole labels, and beginnings of branches, without regard to case. */
export const HotfixMarks = z.object({ labels: Words, branches: Words });
export type HotfixMarks = z.output<typeof HotfixMarks>;

/** The teams, each once. */
export const Teams = z.array(Team).check(
  z.maxLength(500),
  z.refine((teams) => new Set(teams.map(({ id }) => id)).size === teams.length, {
    error: 'has two teams of the same id',
  }),
);

/** How long raw bodies of deliveries are kept before only their digest is. */
export const Retention = z.object({
  rawDays: z
    .int()
    .check(z.minimum(1, 'is at least 1 day'), z.maximum(3_650, 'is at most 10 years')),
});
export type Retention = z.output<typeof Retention>;

const Percent = z
  .number()
  .check(z.minimum(0.1, 'is at least 0.1 %'), z.maximum(50, 'is at most 50 %'));

/** The share of changes, in per cent, that may regress before somebody takes a second look. */
export const ErrorBudgets = z.object({
  /** For every repository that has none of its own. */
  percent: Percent,
  repositories: z.record(RepositoryName, Percent),
});
export type ErrorBudgets = z.output<typeof ErrorBudgets>;

/** What pages count as regressed until their reader says otherwise, and what is told of each week. */
export const Counting = z.object({
  windowDays: WindowDays,
  kinds: z.array(RegressionKind).check(z.minLength(1, 'are at least one')),
});
export type Counting = z.output<typeof Counting>;

/** Everything that people can set, by its key. */
export const Settings = z.object({
  incidentWindows: IncidentWindows,
  hotfixMarks: HotfixMarks,
  teams: Teams,
  retention: Retention,
  errorBudgets: ErrorBudgets,
  counting: Counting,
});
export type Settings = z.output<typeof Settings>;

/** What holds until somebody sets it otherwise. */
export const defaultSettings: Settings = {
  incidentWindows: { hours: 24, services: {} },
  hotfixMarks: { labels: ['hotfix'], branches: ['hotfix/', 'hotfix-'] },
  teams: [],
  retention: { rawDays: 90 },
  errorBudgets: { percent: 5, repositories: {} },
  counting: { windowDays: 30, kinds: [...headlineKinds] },
};
