import * as z from 'zod/mini';
import { paging } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { ChangeRow } from '@/lib/api/rows';
import { searched } from '@/lib/api/sorting';
import { Filter, inOrder, listOf } from '@/lib/domain/filter';
import { RegressionStatus } from '@/lib/domain/regression';

/** A change that an incident is held against. */
const BlamedChange = z.extend(
  z.pick(ChangeRow, { id: true, title: true, authorship: true, agent: true }),
  {
    /** Of the regression that links them. */
    regressionId: z.string(),
    status: RegressionStatus,
  },
);
export type BlamedChange = z.output<typeof BlamedChange>;

/** An incident as lists show it. */
export const IncidentRow = z.object({
  /** `owner/name/<key>`: also its address under /incidents/. */
  id: z.string(),
  repository: z.string(),
  /** What its sender calls it by. */
  key: z.string(),
  title: z.nullable(z.string()),
  severity: z.nullable(z.string()),
  service: z.nullable(z.string()),
  url: z.nullable(z.string()),
  openedAt: z.iso.datetime(),
  resolvedAt: z.nullable(z.iso.datetime()),
  /** From opened to resolved; null while it is open. */
  openHours: z.nullable(z.number()),
  /** The first few of the changes that it is linked to. */
  changes: z.array(BlamedChange),
  /** How many there are. */
  linked: z.int(),
});
export type IncidentRow = z.output<typeof IncidentRow>;

/** Which incidents are listed; `from` and `to` are dates of opening in UTC, both inclusive. */
const IncidentList = z.extend(
  z.pick(Filter, { from: true, to: true, repository: true, team: true }),
  {
    severity: z.optional(listOf(z.string().check(z.maxLength(100)))),
    state: z.optional(z.enum(['open', 'resolved'])),
    /** Whether a change is held responsible for it. */
    linked: z.optional(z.enum(['yes', 'no'])),
    /** Beginnings of words of its title, service or key, whatever the case. */
    q: searched.q,
  },
);
export type IncidentList = z.output<typeof IncidentList>;

/** The incidents that were opened, newest first. */
export const incidentsQuestion = {
  path: '/api/v1/incidents',
  ask: z
    .extend(
      IncidentList,
      paging((key) => /^[^\p{Cc}]{1,500}$/u.test(key)),
    )
    .check(inOrder),
  answer: z.object({
    rows: z.array(IncidentRow),
    next: z.nullable(z.string()),
    total: z.int(),
    /** The severities that senders tell, to be chosen from. */
    severities: z.array(z.string()),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type IncidentsAsk = z.output<typeof incidentsQuestion.ask>;
export type IncidentsAnswer = z.output<typeof incidentsQuestion.answer>;

/** The whole list as a file, of the path with `.csv` or `.json` behind it. */
export const incidentsFile = { path: incidentsQuestion.path, ask: IncidentList.check(inOrder) };
