import * as z from 'zod/mini';
import type { ChecksFinished } from '@/lib/domain/event';
import { fullSha, repositoryOfUrl } from '@/lib/sources/host';
import { fitting, onlyOf, Url, When, Word } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { digestOf, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** As the Notification plugin words it: it tells of a run several times, the last time as finalized. */
const Payload = z.object({
  name: Word,
  build: fitting(
    z.object({
      full_url: Url,
      phase: Word,
      status: Word,
      timestamp: When,
      scm: fitting(z.object({ url: Word, commit: Word })),
    }),
  ),
});

const conclusions: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['SUCCESS', 'passed'],
  ['FAILURE', 'failed'],
  ['UNSTABLE', 'failed'],
  ['ABORTED', 'cancelled'],
  ['NOT_BUILT', 'skipped'],
]);

export const jenkins: Source = {
  label: 'Jenkins',
  group: 'CI',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const phase = glimpse(delivery, Payload)?.build?.phase?.toLowerCase();
    return { id: digestOf(delivery.body), event: phase?.slice(0, 100) ?? 'unknown' };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ name = 'Jenkins', build }, receivedAt) => {
      if (build?.phase !== 'COMPLETED') return { ignored: build?.phase ?? 'no build' };
      const conclusion = conclusions.get(build.status ?? '');
      const repository = repositoryOfUrl(build.scm?.url) ?? onlyOf(repositories);
      const sha = fullSha(build.scm?.commit);
      if (conclusion === undefined) return { ignored: `a build that is ${build.status ?? 'new'}` };
      if (repository === undefined || sha === undefined) {
        return { ignored: 'a build that names neither repository nor commit' };
      }
      const at = build.timestamp ?? receivedAt;
      const url = build.full_url;
      return [{ type: 'checks.finished', repository, at, sha, name, conclusion, url }];
    });
  },

  setup: {
    where:
      'Notification plugin: in the job, Job Notifications → Add endpoint; format JSON, protocol HTTP, event All.',
    secret: 'token in the address',
    events: ['All events'],
  },
};
