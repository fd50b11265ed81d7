import * as z from 'zod/mini';
import { DeploymentRow } from '@/lib/api/deployments';
import { IdOfAnyKey, type Question } from '@/lib/api/question';
import { ChangeRow, RegressionRow } from '@/lib/api/rows';

/** Another deployment of the same service to the same place. */
const Neighbour = z.object({ id: z.string(), key: z.string(), finishedAt: z.iso.datetime() });

export const ToldDeployment = z.extend(DeploymentRow, {
  /** The last one before it that succeeded, and the next. */
  previous: z.nullable(Neighbour),
  next: z.nullable(Neighbour),
  /** From when on what was merged came with it: the deployment before, or 30 days. */
  since: z.iso.datetime(),
  /** The changes merged since the deployment before, newest first, at most 200. */
  carried: z.array(ChangeRow),
  carriedTotal: z.int(),
  /** The regressions after it of what it carried, earliest first, at most 100; dismissed ones aside. */
  regressions: z.array(RegressionRow),
  /** The regressions that it shows itself, as a rollback, at most 100. */
  rolledBack: z.array(RegressionRow),
});
export type ToldDeployment = z.output<typeof ToldDeployment>;

/** One deployment: what it carried and what came of it. */
export const deploymentQuestion = {
  path: '/api/v1/deployment',
  ask: z.object({ id: IdOfAnyKey }),
  answer: ToldDeployment,
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DeploymentAsk = z.output<typeof deploymentQuestion.ask>;
