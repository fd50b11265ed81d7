import * as z from 'zod/mini';
import { AgentId } from '@/lib/domain/agent';
import { Authorship, KindOfWork, Mode, RepositoryName, SizeBucket } from '@/lib/domain/change';
import { CalendarDate, WindowDays } from '@/lib/domain/day';
import { headlineKinds, RegressionKind, type RegressionStatus } from '@/lib/domain/regression';
import { TeamId } from '@/lib/domain/team';

/** A comma-separated list in a URL becomes an array; an array stays one. */
export function listOf<T extends z.ZodMiniType>(member: T) {
  return z.pipe(
    z.transform((value: unknown) =>
      typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value,
    ),
    z.array(member).check(z.minLength(1)),
  );
}

/** Who wrote the changes that are asked for. */
export const Authorships = listOf(Authorship);

/** Databases refuse control characters, also where they are only asked for them. */
const storable = z.regex(/^\P{Cc}*$/u, 'must have no control characters');

/**
 * What can be asked for: the one filter that the API, the pages and their links share.
 * `from` and `to` are dates of merge in UTC, both inclusive.
 */
export const Filter = z.object({
  from: z.optional(CalendarDate),
  to: z.optional(CalendarDate),
  repository: z.optional(listOf(RepositoryName)),
  /** The repositories of any of these teams. */
  team: z.optional(listOf(TeamId)),
  agent: z.optional(listOf(AgentId)),
  authorship: z._default(Authorships, ['agent', 'human']),
  /** How agents worked; people's changes have no mode and stay for comparison. */
  mode: z.optional(listOf(Mode)),
  kindOfWork: z.optional(listOf(KindOfWork)),
  /** Changed lines. */
  size: z.optional(listOf(SizeBucket)),
  /** Changes that touch any of these top-level parts of their repository. */
  area: z.optional(listOf(z.string().check(z.maxLength(200), storable))),
  /** Whether a person other than the author looked at it before it was merged. */
  reviewed: z.optional(z.enum(['yes', 'no'])),
  /** The branches that changes were merged into. */
  branch: z.optional(listOf(z.string().check(z.maxLength(300), storable))),
  /** `high` leaves out the changes that count as agents' by less than a sure mark. */
  confidence: z._default(z.enum(['all', 'high']), 'all'),
  kind: z._default(listOf(RegressionKind), [...headlineKinds]),
  window: z._default(
    z.pipe(
      z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
      WindowDays,
    ),
    30,
  ),
  /** Whether regressions that are only suspected count too. */
  suspected: z._default(z.enum(['left-out', 'counted']), 'left-out'),
});
export type Filter = z.output<typeof Filter>;

/** The filter of a list: all the authorships that are counted, where a trend compares two of them. */
export const ListFilter = z.extend(Filter, {
  authorship: z._default(Authorships, ['agent', 'assisted', 'human']),
});

/** The statuses that count by a filter. */
export function countedStatuses({ suspected }: Pick<Filter, 'suspected'>): RegressionStatus[] {
  return suspected === 'counted' ? ['confirmed', 'suspected'] : ['confirmed'];
}

/** The check of everything that asks for a range: it must not end before it begins. */
export const inOrder = z.refine<Pick<Filter, 'from' | 'to'>>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { path: ['from'], error: 'must not be later than to' },
);
