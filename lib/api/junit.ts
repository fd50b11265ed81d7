import * as z from 'zod/mini';
import { ChecksFinished } from '@/lib/domain/event';

const { repository, sha, name, at, url, conclusion } = ChecksFinished.shape;

/** What the query of /api/v1/checks/junit says of the report that is posted there. */
export const JunitAsk = z.object({
  repository,
  sha,
  /** The name of the check, stable over runs. */
  name: z._default(name, 'junit'),
  /** When it finished; when it was received unless said. */
  at: z.optional(at),
  url,
});
export type JunitAsk = z.output<typeof JunitAsk>;

export const JunitAnswer = z.object({
  result: z.enum(['accepted', 'duplicate']),
  conclusion,
  /** Tests that passed, flaky ones among them. */
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  /** The full names of tests that failed: at most 200. */
  failures: z.array(z.string()),
  /** The full names of tests that failed and then passed when they were run again: at most 200. */
  flaky: z.array(z.string()),
});
export type JunitAnswer = z.output<typeof JunitAnswer>;
