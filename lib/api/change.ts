import * as z from 'zod/mini';
import { Id, type Question } from '@/lib/api/question';
import { Cause, ChangeRow, RegressionRow } from '@/lib/api/rows';
import { Authorship } from '@/lib/domain/change';
import { Decision } from '@/lib/domain/decision';
import { Confidence, Evidence } from '@/lib/domain/evidence';
import { FailureMode, RegressionKind, RegressionStatus } from '@/lib/domain/regression';

/** Who decided something, when and why. */
const decided = {
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
};

/** A person's word on a regression that stands. */
export const ToldDecision = z.object({ decision: Decision, ...decided });
export type ToldDecision = z.output<typeof ToldDecision>;

/** A person's word on who wrote a change that stands. */
export const ToldOverride = z.object({
  authorship: Authorship,
  agent: z.nullable(z.string()),
  ...decided,
});
export type ToldOverride = z.output<typeof ToldOverride>;

/** Why a regression broke something, as its words and facts suggest: the words, and where they stood. */
export const Suggestion = z.extend(z.omit(Evidence, { sha: true }), { failureMode: FailureMode });
export type Suggestion = z.output<typeof Suggestion>;

/** A person's word on why a regression broke something. */
export const ToldFailureMode = z.object({ failureMode: FailureMode, ...decided });
export type ToldFailureMode = z.output<typeof ToldFailureMode>;

/** One regression of a change, with the evidence for it. */
export const ToldRegression = z.extend(z.omit(RegressionRow, { change: true }), {
  evidence: z.array(Evidence),
  decision: z.nullable(ToldDecision),
  suggestion: z.nullable(Suggestion),
  /** What a person decided: it wins over what is suggested. */
  failureMode: z.nullable(ToldFailureMode),
  /** Regressions of other changes that the same cause shows. */
  alongside: z.array(
    z.object({ id: z.string(), changeTitle: z.string(), status: RegressionStatus }),
  ),
});
export type ToldRegression = z.output<typeof ToldRegression>;

/** What a person took away from a change: it had nothing to do with it. */
export const Unlinked = z.object({
  id: z.string(),
  kind: RegressionKind,
  cause: Cause,
  decision: ToldDecision,
});
export type Unlinked = z.output<typeof Unlinked>;

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
    /** A monitor’s alert, which counts as an incident, and its end. */
    'alert',
    'alert-resolved',
    'reported',
    'reverted',
    'rolled-back',
    'broke-main',
    'fixed',
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
  /** How many of the files that it names lie in each top-level folder, most first; null for the root. */
  filesByArea: z.array(z.object({ area: z.nullable(z.string()), files: z.int() })),
  labels: z.array(z.string()),
  agents: z.array(z.string()),
  markedShare: z.nullable(z.number()),
  /** Of the lines that tools attested, the share that agents wrote; null where nothing is attested. */
  lineShare: z.nullable(z.number()),
  confidence: Confidence,
  /** A link to the repository on its host, where one is known. */
  repositoryUrl: z.nullable(z.string()),
  sample: z.boolean(),
  /** Whole days it has been watched; null while it is not merged. */
  followUpDays: z.nullable(z.int()),
  exposed: z.boolean(),
  standing: z.enum(['none', 'revert', 'reapply']),
  /** The change of another branch whose work this one repeats, and by which it is counted. */
  backportOf: z.nullable(ChangeRow),
  /** The login or e-mail that a rule for its whole account would name. */
  account: z.nullable(z.string()),
  /** Why it counts as written by whom it does. */
  evidence: z.array(Evidence),
  override: z.nullable(ToldOverride),
  regressions: z.array(ToldRegression),
  unlinked: z.array(Unlinked),
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
