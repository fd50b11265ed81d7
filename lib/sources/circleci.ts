import * as z from 'zod/mini';
import type { ChecksFinished } from '@/lib/domain/event';
import { fullSha, repositoryOfUrl } from '@/lib/sources/host';
import { fitting, Url, When, Word } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { believed, hmac, idOr, isSame } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Run = fitting(z.object({ name: Word, status: Word, url: Url, stopped_at: When }));
const Payload = z.object({
  id: Word,
  type: Word,
  happened_at: When,
  workflow: Run,
  job: Run,
  project: fitting(z.object({ slug: Word })),
  pipeline: fitting(
    z.object({
      vcs: fitting(z.object({ revision: Word, target_repository_url: Word })),
      /** In place of `vcs` for projects of GitLab and of GitHub's App. */
      trigger_parameters: fitting(
        z.object({
          git: fitting(z.object({ checkout_sha: Word, checkout_url: Word, repo_url: Word })),
        }),
      ),
    }),
  ),
});

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['success', 'passed'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['canceled', 'cancelled'],
  ['unauthorized', 'skipped'],
]);

export const circleci: Source = {
  label: 'CircleCI',
  group: 'CI',

  /** A list of versions, of which v1 is the only one so far. */
  verify(received, secrets) {
    const told = received.headers.get('circleci-signature');
    if (!told) return { refused: 'There is no circleci-signature.' };
    const signatures = told.split(',').map((one) => one.trim());
    const fits = secrets.some((secret) => {
      const right = `v1=${hmac(secret, [received.body], 'hex')}`;
      return signatures.some((one) => isSame(right, one));
    });
    return fits
      ? believed(received, ['circleci-event-type'])
      : { refused: 'circleci-signature does not fit the body and the secret.' };
  },

  identify(delivery) {
    const { id, type } = glimpse(delivery, Payload) ?? {};
    const event = type ?? delivery.headers['circleci-event-type'];
    return { id: idOr(id, delivery.body), event: event?.slice(0, 100) || 'unknown' };
  },

  read(delivery) {
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const { type = 'unknown', pipeline, workflow, job, happened_at } = payload;
      const run = { 'workflow-completed': workflow, 'job-completed': job }[type];
      const git = pipeline?.trigger_parameters?.git;
      const [, slug] =
        /^(?:gh|github|bb|bitbucket)\/(.+\/.+)$/.exec(payload.project?.slug ?? '') ?? [];
      const repository =
        slug ??
        repositoryOfUrl(pipeline?.vcs?.target_repository_url ?? git?.checkout_url ?? git?.repo_url);
      const sha = fullSha(pipeline?.vcs?.revision ?? git?.checkout_sha);
      const conclusion = conclusions.get(run?.status ?? '');
      if (run === undefined) return { ignored: type };
      if (conclusion === undefined) return { ignored: `${type}: ${run.status ?? 'no status'}` };
      if (repository === undefined || sha === undefined) {
        return { ignored: `${type}: neither repository nor commit is told` };
      }
      const at = run.stopped_at ?? happened_at ?? receivedAt;
      const name = [workflow?.name, ...(run === job ? [job?.name] : [])]
        .filter(Boolean)
        .join(' / ');
      const check = { repository, at, sha, name: name || type, conclusion, url: run.url };
      return [{ type: 'checks.finished', ...check }];
    });
  },

  setup: {
    where: 'Project settings → Webhooks → Add webhook.',
    secret: 'Secret token',
    events: ['Workflow completed', 'Job completed'],
  },
};
