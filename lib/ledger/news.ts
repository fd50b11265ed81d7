import type {
  AttestationFacts,
  ChangeFacts,
  CommitFacts,
  DeploymentFacts,
  IncidentFacts,
  ReportFacts,
  ReviewFacts,
  Stamped,
} from '@/lib/ledger/facts';

/** Who tells: a git host, somebody's API call, or a history read from git. */
export type Rank = 'host' | 'api' | 'git';

/** A host knows a pull request's words best; git knows its diff and its commits best. */
export const wordsPriority: Readonly<Record<Rank, number>> = { host: 3, api: 2, git: 1 };
export const diffPriority: Readonly<Record<Rank, number>> = { git: 3, host: 2, api: 1 };
/** A merge is final: no later word of opening or closing undoes it. */
export const mergedPriority = 10;

export interface ChangeNews {
  facts: ChangeFacts;
  commits: Map<string, { facts: CommitFacts; pushHead: string | null }>;
}
/** What a tool noted of one commit, in one form. */
export interface AttestationNews {
  sha: string;
  source: string;
  facts: AttestationFacts;
}
export interface CheckNews {
  sha: string;
  name: string;
  finishedAt: string;
  conclusion: string;
  /** The names of the tests that failed. */
  failures: readonly string[];
  url: string | null;
}

/** What a batch of events says about one repository, folded by the thing it is about. */
export interface News {
  changes: Map<string, ChangeNews>;
  /** By sha and form. */
  attestations: Map<string, AttestationNews>;
  incidents: Map<string, IncidentFacts>;
  reports: Map<string, ReportFacts>;
  /** By change key, then review. */
  reviews: Map<string, Map<string, ReviewFacts>>;
  checks: Map<string, CheckNews>;
  deployments: Map<string, DeploymentFacts>;
  seen: Stamped<{ url?: string | undefined; defaultBranch?: string | undefined }> | undefined;
  /** The newest moment that the events tell of. */
  newestAt: string | undefined;
}

/** News of nothing yet. */
export function noNews(): News {
  return {
    changes: new Map(),
    attestations: new Map(),
    incidents: new Map(),
    reports: new Map(),
    reviews: new Map(),
    checks: new Map(),
    deployments: new Map(),
    seen: undefined,
    newestAt: undefined,
  };
}

/** A moment as the ledger keeps it: UTC, so that texts order as moments do. */
export const utc = (moment: string) => new Date(moment).toISOString();
