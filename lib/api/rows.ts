import * as z from 'zod/mini';
import { Authorship, KindOfWork, Mode, Outcome, SizeBucket } from '@/lib/domain/change';
import { CauseType } from '@/lib/domain/decision';
import { Confidence } from '@/lib/domain/evidence';
import { RegressionKind, RegressionStatus } from '@/lib/domain/regression';

/** A change as lists show it. */
export const ChangeRow = z.object({
  /** `owner/name/123`, or `owner/name/<sha>` for a direct push: also its address under /changes/. */
  id: z.string(),
  repository: z.string(),
  number: z.nullable(z.int()),
  title: z.string(),
  url: z.nullable(z.string()),
  outcome: Outcome,
  mergedAt: z.nullable(z.iso.datetime()),
  authorship: Authorship,
  agent: z.nullable(z.string()),
  mode: z.nullable(Mode),
  kindOfWork: KindOfWork,
  sizeBucket: SizeBucket,
  sizeLines: z.nullable(z.int()),
  /** Its first counted regression among the kinds asked for, within the window. */
  regressedOnDay: z.nullable(z.int()),
});
export type ChangeRow = z.output<typeof ChangeRow>;

/** What undid a change or showed that it broke something. */
export const Cause = z.object({
  type: CauseType,
  /** The id of the change, the commit that checks failed on, or the sender's id of anything else. */
  id: z.string(),
  title: z.nullable(z.string()),
  url: z.nullable(z.string()),
});
export type Cause = z.output<typeof Cause>;

/** A regression as lists show it. */
export const RegressionRow = z.object({
  /** `owner/name/<uuid>`: also its address under /regressions/. */
  id: z.string(),
  kind: RegressionKind,
  status: RegressionStatus,
  confidence: Confidence,
  regressedAt: z.iso.datetime(),
  /** The day after merge: 1 for the first 24 hours. */
  day: z.int(),
  change: ChangeRow,
  cause: Cause,
});
export type RegressionRow = z.output<typeof RegressionRow>;
