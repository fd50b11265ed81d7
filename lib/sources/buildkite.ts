import * as z from 'zod/mini';
import type { ChecksFinished } from '@/lib/domain/event';
import { fullSha, repositoryOfUrl } from '@/lib/sources/host';
import { fitting, Url, When, Word } from '@/lib/sources/lenient';
import { readBody } from '@/lib/sources/payload';
import { believed, digestOf, hmac, isSame, isTimely, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Run = {
  state: Word,
  finished_at: When,
  web_url: Url,
};
const Payload = z.object({
  event: Word,
  build: fitting(z.object({ ...Run, commit: Word, blocked: fitting(z.boolean()) })),
  job: fitting(z.object({ ...Run, name: Word, soft_failed: fitting(z.boolean()) })),
  pipeline: fitting(z.object({ slug: Word, repository: Word })),
});

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
  ['skipped', 'skipped'],
  ['not_run', 'skipped'],
]);

const kept = ['x-buildkite-event', 'x-buildkite-request'];

export const buildkite: Source = {
  label: 'Buildkite',
  group: 'CI',

  /** `timestamp=…,signature=…` over the moment and the body; a token where no signature is sent. */
  verify(received, secrets) {
    const told = received.headers.get('x-buildkite-signature');
    if (!told) return verifyToken(received, secrets, { header: 'x-buildkite-token', kept });
    const [, moment = '', signature = ''] =
      /^timestamp=(\d+),\s*signature=([0-9a-f]+)$/.exec(told) ?? [];
    if (!isTimely(moment, received.at)) {
      return { refused: 'X-Buildkite-Signature is more than five minutes from now.' };
    }
    const fits = secrets.some((secret) =>
      isSame(hmac(secret, [`${moment}.`, received.body], 'hex'), signature),
    );
    return fits
      ? believed(received, kept)
      : { refused: 'X-Buildkite-Signature does not fit the body and the secret.' };
  },

  identify: ({ headers, body }) => ({
    id: digestOf(body),
    event: headers['x-buildkite-event']?.slice(0, 100) || 'unknown',
  }),

  read(delivery) {
    return readBody(delivery, Payload, ({ event, build, job, pipeline }, receivedAt) => {
      const type = event ?? delivery.headers['x-buildkite-event'] ?? 'unknown';
      const run = { 'build.finished': build, 'job.finished': job }[type];
      if (run === undefined) return { ignored: type };
      if (run === build && build?.blocked === true) {
        return { ignored: 'a build that waits for somebody' };
      }
      const repository = repositoryOfUrl(pipeline?.repository);
      const sha = fullSha(build?.commit);
      const isAllowed = run === job && job?.soft_failed === true;
      const conclusion = isAllowed ? 'passed' : conclusions.get(run.state ?? '');
      if (conclusion === undefined) return { ignored: `${type}: ${run.state ?? 'no state'}` };
      if (repository === undefined || sha === undefined) {
        return { ignored: `${type}: neither repository nor commit is told` };
      }
      const own = run === job ? [job?.name] : [];
      const name = [pipeline?.slug, ...own].filter(Boolean).join(' / ') || type;
      const at = run.finished_at ?? receivedAt;
      const url = run.web_url ?? build?.web_url;
      return [{ type: 'checks.finished', repository, at, sha, name, conclusion, url }];
    });
  },

  setup: {
    where: 'Organization settings → Notification services → Add → Webhook.',
    secret: 'Token (choose to send it as an HMAC signature)',
    events: ['build.finished', 'job.finished'],
  },
};
