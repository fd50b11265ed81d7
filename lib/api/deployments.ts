import * as z from 'zod/mini';
import { paging } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { searched } from '@/lib/api/sorting';
import { Filter, inOrder, listOf } from '@/lib/domain/filter';
import { RegressionKind } from '@/lib/domain/regression';

/** A deployment as lists show it. */
export const DeploymentRow = z.object({
  id: z.string(),
  repository: z.string(),
  /** What its sender calls it by. */
  key: z.string(),
  finishedAt: z.iso.datetime(),
  environment: z.string(),
  production: z.boolean(),
  service: z.nullable(z.string()),
  sha: z.string(),
  conclusion: z.string(),
  url: z.nullable(z.string()),
  /** The change whose merge it stands at; null where none is known. */
  head: z.nullable(z.object({ id: z.string(), title: z.string() })),
  /** Changes that it brought out first, and those that agents wrote or had a part in; null where nobody counts. */
  changes: z.nullable(z.object({ all: z.int(), agents: z.int() })),
  /** It brings out an older version: the regression that tells so. */
  rollsBack: z.nullable(z.string()),
  /** The first thing that one of its changes broke afterwards. */
  broke: z.nullable(
    z.object({
      regressionId: z.string(),
      kind: RegressionKind,
      title: z.string(),
      afterHours: z.number(),
      /** Hours from the failure to the recovery; null while there is none. */
      recoveredHours: z.nullable(z.number()),
    }),
  ),
});
export type DeploymentRow = z.output<typeof DeploymentRow>;

/** Which deployments are listed; `from` and `to` are dates on which they finished in UTC, both inclusive. */
const DeploymentList = z.extend(
  z.pick(Filter, { from: true, to: true, repository: true, team: true }),
  {
    environment: z.optional(listOf(z.string().check(z.maxLength(200)))),
    conclusion: z.optional(z.enum(['succeeded', 'failed'])),
    /** Only those after which one of their changes broke something. */
    broke: z.optional(z.enum(['yes'])),
    /** Beginnings of words of the change that it stands at, of its service or key, or of its sha. */
    q: searched.q,
  },
);
export type DeploymentList = z.output<typeof DeploymentList>;

/** The deployments, newest first, with what came of them. */
export const deploymentsQuestion = {
  path: '/api/v1/deployments',
  ask: z
    .extend(
      DeploymentList,
      paging((key) => /^[^\p{Cc}]{1,500}$/u.test(key)),
    )
    .check(inOrder),
  answer: z.object({
    rows: z.array(DeploymentRow),
    next: z.nullable(z.string()),
    total: z.int(),
    /** Where there are deployments to, to be chosen from. */
    environments: z.array(z.string()),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DeploymentsAsk = z.output<typeof deploymentsQuestion.ask>;
export type DeploymentsAnswer = z.output<typeof deploymentsQuestion.answer>;

/** The whole list as a file, of the path with `.csv` or `.json` behind it. */
export const deploymentsFile = {
  path: deploymentsQuestion.path,
  ask: DeploymentList.check(inOrder),
};
