import * as z from 'zod/mini';
import type { ChecksFinished } from '@/lib/domain/event';
import { Repository } from '@/lib/sources/github/payload';
import { Link, Moment, reads, Short, type Told } from '@/lib/sources/payload';

/** GitHub holds a neutral check for passed: it blocks nothing. */
const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['success', 'passed'],
  ['neutral', 'passed'],
  ['failure', 'failed'],
  ['error', 'failed'],
  ['timed_out', 'failed'],
  ['startup_failure', 'failed'],
  ['skipped', 'skipped'],
  ['cancelled', 'cancelled'],
]);

interface Finished {
  repository: z.output<typeof Repository>;
  at: string;
  sha: string;
  name: string | null | undefined;
  /** The sender's word. */
  state: string | null | undefined;
  url: string | undefined;
}

function tellFinished({ repository, at, sha, name, state, url }: Finished): Told {
  const conclusion = conclusions.get(state ?? '');
  if (conclusion === undefined) return { ignored: `a check that is ${state ?? 'not finished'}` };
  return [
    {
      type: 'checks.finished',
      repository: repository.name,
      at,
      sha,
      name: name || 'checks',
      conclusion,
      url,
    },
  ];
}

const result = {
  head_sha: z.string(),
  status: z.nullish(z.string()),
  conclusion: z.nullish(Short),
};

/** The conclusion of what has come to its end; a re-run still carries that of the run before. */
function concluded({
  status,
  conclusion,
}: {
  status?: string | null | undefined;
  conclusion?: string | null | undefined;
}) {
  return status === 'completed' ? conclusion : status;
}

export const readCheckRun = reads(
  z.object({
    check_run: z.object({
      ...result,
      name: z.nullish(Short),
      html_url: z.optional(Link),
      completed_at: z.nullish(Moment),
    }),
    repository: Repository,
  }),
  ({ check_run: run, repository }, receivedAt) =>
    tellFinished({
      repository,
      at: run.completed_at ?? receivedAt,
      sha: run.head_sha,
      name: run.name,
      state: concluded(run),
      url: run.html_url,
    }),
);

export const readCheckSuite = reads(
  z.object({
    check_suite: z.object({
      ...result,
      updated_at: z.nullish(Moment),
      app: z.nullish(z.object({ name: z.nullish(Short) })),
    }),
    repository: Repository,
  }),
  ({ check_suite: suite, repository }, receivedAt) =>
    tellFinished({
      repository,
      at: suite.updated_at ?? receivedAt,
      sha: suite.head_sha,
      name: suite.app?.name,
      state: concluded(suite),
      url: undefined,
    }),
);

export const readWorkflowRun = reads(
  z.object({
    workflow_run: z.object({
      ...result,
      name: z.nullish(Short),
      html_url: z.optional(Link),
      updated_at: z.nullish(Moment),
    }),
    workflow: z.nullish(z.object({ name: z.nullish(Short) })),
    repository: Repository,
  }),
  ({ workflow_run: run, workflow, repository }, receivedAt) =>
    tellFinished({
      repository,
      at: run.updated_at ?? receivedAt,
      sha: run.head_sha,
      name: run.name ?? workflow?.name,
      state: concluded(run),
      url: run.html_url,
    }),
);

export const readStatus = reads(
  z.object({
    sha: z.string(),
    state: Short,
    context: z.nullish(Short),
    target_url: z.optional(Link),
    created_at: z.nullish(Moment),
    updated_at: z.nullish(Moment),
    repository: Repository,
  }),
  ({ sha, state, context, target_url: url, created_at, updated_at, repository }, receivedAt) =>
    tellFinished({
      repository,
      at: updated_at ?? created_at ?? receivedAt,
      sha,
      name: context,
      state,
      url,
    }),
);
