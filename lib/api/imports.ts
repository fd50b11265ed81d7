import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Authorship, RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';

/** What to import: a folder on the server that holds a checkout or a bare repository. */
export const ImportRequest = z.object({
  path: z.string().check(z.minLength(1, 'give the path of a git checkout'), z.maxLength(4_096)),
  name: z.optional(RepositoryName),
  branch: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  since: z.optional(CalendarDate),
});
export type ImportRequest = z.output<typeof ImportRequest>;

/** What an import has done, or has done so far. */
export const ImportSummary = z.object({
  changes: z.int(),
  byAuthorship: z.array(z.object({ authorship: Authorship, changes: z.int() })),
  byAgent: z.array(z.object({ agent: z.string(), changes: z.int() })),
  regressions: z.int(),
  unlinkedReverts: z.int(),
});
export type ImportSummary = z.output<typeof ImportSummary>;

export const ImportStatus = z.object({
  repository: z.string(),
  path: z.string(),
  branch: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
  error: z.nullable(z.string()),
  startedAt: z.iso.datetime(),
  finishedAt: z.nullable(z.iso.datetime()),
  summary: ImportSummary,
});
export type ImportStatus = z.output<typeof ImportStatus>;

/** The imports that run or ran, newest first. POST an ImportRequest to the same path to start one. */
export const importsQuestion = {
  path: '/api/v1/imports',
  ask: z.object({}),
  answer: z.object({ imports: z.array(ImportStatus) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
