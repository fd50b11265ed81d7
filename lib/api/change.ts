import * as z from 'zod/mini';
import { Id, type Question } from '@/lib/api/question';
import { ChangeRow, RegressionRow } from '@/lib/api/rows';
import { Confidence, Evidence } from '@/lib/domain/evidence';

/** One regression of a change, with the evidence for it. */
export const ToldRegression = z.extend(z.omit(RegressionRow, { change: true }), {
  evidence: z.array(Evidence),
});
export type ToldRegression = z.output<typeof ToldRegression>;

/** One moment in a change's life. */
export const TimelineMoment = z.object({
  at: z.iso.datetime(),
  what: z.enum([
    'opened',
    'committed',
    'reviewed',
    'checked',
    'merged',
    'closed',
    'deployed',
    'incident',
    'resolved',
    'reported',
    'reverted',
    'relanded',
  ]),
  title: z.string(),
  detail: z.nullable(z.string()),
  url: z.nullable(z.string()),
});
export type TimelineMoment = z.output<typeof TimelineMoment>;

export const ToldChange = z.extend(ChangeRow, {
  body: z.nullable(z.string()),
  authorName: z.nullable(z.string()),
  authorLogin: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  openedAt: z.nullable(z.iso.datetime()),
  mergeSha: z.nullable(z.string()),
  additions: z.nullable(z.int()),
  deletions: z.nullable(z.int()),
  changedFiles: z.nullable(z.int()),
  areas: z.array(z.string()),
  labels: z.array(z.string()),
  agents: z.array(z.string()),
  markedShare: z.nullable(z.number()),
  confidence: Confidence,
  /** A link to the repository on its host, where one is known. */
  repositoryUrl: z.nullable(z.string()),
  sample: z.boolean(),
  /** Whole days it has been watched; null while it is not merged. */
  followUpDays: z.nullable(z.int()),
  exposed: z.boolean(),
  standing: z.enum(['none', 'revert', 'reapply']),
  /** Why it counts as written by whom it does. */
  evidence: z.array(Evidence),
  regressions: z.array(ToldRegression),
  /** The changes that this one undid, where it is a revert. */
  undid: z.array(ChangeRow),
  relandedBy: z.nullable(z.string()),
  commits: z.array(
    z.object({
      sha: z.string(),
      title: z.string(),
      authorName: z.nullable(z.string()),
      committedAt: z.iso.datetime(),
      url: z.nullable(z.string()),
    }),
  ),
  timeline: z.array(TimelineMoment),
});
export type ToldChange = z.output<typeof ToldChange>;

/** One change: who wrote it and why we think so, and what came of it. */
export const changeQuestion = {
  path: '/api/v1/change',
  ask: z.object({ id: Id }),
  answer: ToldChange,
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type ChangeAsk = z.output<typeof changeQuestion.ask>;
