import * as z from 'zod/mini';
import type { DeploymentFinished } from '@/lib/domain/event';
import { Repository } from '@/lib/sources/github/payload';
import { Link, Moment, reads, Short, type Told } from '@/lib/sources/payload';

const conclusions: ReadonlyMap<string, z.output<typeof DeploymentFinished>['conclusion']> = new Map(
  [
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ],
);

export const readDeploymentStatus = reads(
  z.object({
    deployment_status: z.object({
      state: Short,
      environment: z.nullish(Short),
      log_url: z.optional(Link),
      target_url: z.optional(Link),
      created_at: z.nullish(Moment),
      updated_at: z.nullish(Moment),
    }),
    deployment: z.object({
      id: z.int(),
      sha: z.string(),
      environment: z.nullish(Short),
    }),
    repository: Repository,
  }),
  ({ deployment_status: status, deployment, repository }, receivedAt): Told => {
    const conclusion = conclusions.get(status.state);
    if (conclusion === undefined) return { ignored: `a deployment that is ${status.state}` };
    return [
      {
        type: 'deployment.finished',
        repository: repository.name,
        at: status.updated_at ?? status.created_at ?? receivedAt,
        deployment: String(deployment.id),
        sha: deployment.sha,
        environment: status.environment || deployment.environment || 'unknown',
        conclusion,
        url: status.log_url ?? status.target_url,
      },
    ];
  },
);
