import * as z from 'zod/mini';
import { Attestation } from '@/lib/domain/attestation';
import { canonicalJson } from '@/lib/domain/canonical';
import { Account, Authorship, Commit, Outcome } from '@/lib/domain/change';
import { ChangeRef } from '@/lib/domain/event';

/**
 * What senders said, kept in groups. Each group is replaced as a whole by the news with the higher
 * priority, then the later moment, then (so that ties do not depend on arrival) the greater text.
 * A maximum under one total order: any order and any repetition of events ends in the same facts.
 */
function stamped<T extends z.ZodMiniType>(value: T) {
  return z.object({ priority: z.int(), at: z.iso.datetime(), value });
}
export interface Stamped<T> {
  priority: number;
  at: string;
  value: T;
}

/** Of two stamped groups the one that stands. */
export function newest<T>(a: Stamped<T> | undefined, b: Stamped<T> | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.priority !== b.priority) return a.priority > b.priority ? a : b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return canonicalJson(a.value) >= canonicalJson(b.value) ? a : b;
}

export const Description = z.object({
  title: z.string(),
  body: z.optional(z.string()),
  url: z.optional(z.string()),
  branch: z.optional(z.string()),
  baseBranch: z.optional(z.string()),
  labels: z.optional(z.array(z.string())),
  openedAt: z.optional(z.iso.datetime()),
});
export type Description = z.output<typeof Description>;

export const Standing = z.object({
  outcome: Outcome,
  mergedAt: z.optional(z.iso.datetime()),
  mergeSha: z.optional(z.string()),
});
export type Standing = z.output<typeof Standing>;

export const Size = z.object({
  additions: z.optional(z.int()),
  deletions: z.optional(z.int()),
  changedFiles: z.optional(z.int()),
  paths: z.optional(z.array(z.string())),
});
export type Size = z.output<typeof Size>;

/** What only the history or the diff of a change tells. */
export const Diff = z.object({
  parentSha: z.optional(z.string()),
  patchId: z.optional(z.string()),
  inverseOf: z.optional(z.array(z.string())),
});
export type Diff = z.output<typeof Diff>;

/** The commits whose lines a fix took away or replaced. */
export const Traced = z.object({
  repaired: z.array(z.object({ sha: z.string(), lines: z.int(), path: z.string() })),
});

export const Declaration = z.object({
  authorship: z.optional(Authorship),
  agent: z.optional(z.string()),
});
export type Declaration = z.output<typeof Declaration>;

export const ChangeFacts = z.object({
  /** The number on the host; a change without one was pushed directly. */
  number: z.optional(z.int()),
  description: z.optional(stamped(Description)),
  /** Apart from the description: some senders name only who acts, and must not take the author away. */
  opener: z.optional(stamped(Account)),
  standing: z.optional(stamped(Standing)),
  size: z.optional(stamped(Size)),
  declaration: z.optional(stamped(Declaration)),
  diff: z.optional(stamped(Diff)),
  traced: z.optional(stamped(Traced)),
});
export type ChangeFacts = z.output<typeof ChangeFacts>;

export const CommitFacts = stamped(Commit);
export type CommitFacts = z.output<typeof CommitFacts>;

export const AttestationFacts = stamped(Attestation);
export type AttestationFacts = z.output<typeof AttestationFacts>;

const Reviewed = z.object({ reviewer: Account, verdict: z.string() });
export const ReviewFacts = stamped(Reviewed);
export type ReviewFacts = z.output<typeof ReviewFacts>;

const Deployed = z.object({
  sha: z.string(),
  environment: z.string(),
  service: z.optional(z.string()),
  conclusion: z.string(),
  url: z.optional(z.string()),
});
export const DeploymentFacts = stamped(Deployed);
export type DeploymentFacts = z.output<typeof DeploymentFacts>;

/** One sender's word that an incident came from a change. */
export const IncidentLink = z.object({ change: ChangeRef, reason: z.optional(z.string()) });
export type IncidentLink = z.output<typeof IncidentLink>;

const Opened = z.object({
  title: z.string(),
  text: z.optional(z.string()),
  severity: z.optional(z.string()),
  service: z.optional(z.string()),
  url: z.optional(z.string()),
  alert: z.optional(z.boolean()),
});
export const IncidentFacts = z.object({
  opened: z.optional(stamped(Opened)),
  /** The first word of its opening: later edits do not move it. */
  openedAt: z.optional(z.iso.datetime()),
  resolved: z.optional(stamped(z.object({}))),
  /** By the canonical text of the change they name: a set, so links only ever join. */
  links: z.record(z.string(), IncidentLink),
});
export type IncidentFacts = z.output<typeof IncidentFacts>;

const Reported = z.object({
  change: z.optional(ChangeRef),
  title: z.optional(z.string()),
  text: z.optional(z.string()),
  url: z.optional(z.string()),
  reporter: z.optional(Account),
});
export const ReportFacts = z.object({
  reported: stamped(Reported),
  /** The moment of the first news of it: edits do not move a regression. */
  firstAt: z.iso.datetime(),
});
export type ReportFacts = z.output<typeof ReportFacts>;

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** Both senders' words about one change, joined. Commutative, associative, idempotent. */
export function joinChange(a: ChangeFacts, b: ChangeFacts): ChangeFacts {
  return {
    number: a.number ?? b.number,
    description: newest(a.description, b.description),
    opener: newest(a.opener, b.opener),
    standing: newest(a.standing, b.standing),
    size: newest(a.size, b.size),
    declaration: newest(a.declaration, b.declaration),
    diff: newest(a.diff, b.diff),
    traced: newest(a.traced, b.traced),
  };
}

export function joinIncident(a: IncidentFacts, b: IncidentFacts): IncidentFacts {
  const links = { ...a.links };
  for (const [key, link] of Object.entries(b.links)) {
    const other = links[key];
    links[key] = other === undefined || canonicalJson(link) > canonicalJson(other) ? link : other;
  }
  return {
    opened: newest(a.opened, b.opened),
    openedAt: earlier(a.openedAt, b.openedAt),
    resolved: newest(a.resolved, b.resolved),
    links,
  };
}

export function joinReport(a: ReportFacts, b: ReportFacts): ReportFacts {
  return {
    reported: newest(a.reported, b.reported) ?? a.reported,
    firstAt: earlier(a.firstAt, b.firstAt) ?? a.firstAt,
  };
}
