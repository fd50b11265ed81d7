import type { Signal } from '@/lib/api/freshness';
import type { Authorship, KindOfWork, SizeBucket } from '@/lib/domain/change';
import type { Decision } from '@/lib/domain/decision';
import type { Confidence } from '@/lib/domain/evidence';
import type {
  CheckOutcome,
  CountedFailureMode,
  RegressionKind,
  RegressionStatus,
} from '@/lib/domain/regression';

/** The order in which authorships are told, wherever several are. */
export const authorshipOrder: readonly Authorship[] = [
  'agent',
  'human',
  'assisted',
  'unknown',
  'automation',
];

/** Who wrote a change, as a label. */
export const authorshipLabels: Record<Authorship, string> = {
  agent: 'Agent',
  human: 'Human',
  assisted: 'Assisted',
  automation: 'Automation',
  unknown: 'Unknown',
};

/** Who wrote changes, after "written by" or "merged by". */
export const authorsPhrase: Record<Authorship, string> = {
  agent: 'agents',
  human: 'people',
  assisted: 'people with an agent',
  automation: 'automation',
  unknown: 'unknown authors',
};

export const authorshipMeanings: Record<Authorship, string> = {
  agent: 'An agent opened it, or every commit of it carries an agent’s mark.',
  human: 'No commit of it carries an agent’s mark.',
  assisted: 'Some of its commits carry an agent’s mark.',
  automation: 'A bot that is no coding agent, for dependencies or releases.',
  unknown: 'There was nothing to judge by.',
};

export const kindLabels: Record<RegressionKind, string> = {
  revert: 'Revert',
  rollback: 'Rollback',
  incident: 'Incident',
  hotfix: 'Hotfix',
  reported: 'Reported',
  'broken-main': 'Broken main',
};

export const kindMeanings: Record<RegressionKind, string> = {
  revert: 'A later change undid it.',
  rollback: 'Its deployment was rolled back.',
  incident: 'It was held responsible for an incident in production.',
  hotfix: 'A later fix names it, or repairs the lines that it wrote.',
  reported: 'A person or CI said that it broke something.',
  'broken-main': 'Its merge turned the checks of the default branch from passing to failing.',
};

/** What is heard of a repository. */
export const signalLabels: Record<Signal, string> = {
  changes: 'Changes',
  checks: 'Checks',
  deployments: 'Deployments',
  incidents: 'Incidents',
};

/** What a signal is good for, to those who have none of it. */
export const signalUses: Record<Signal, string> = {
  changes: 'Connect a git host, and what is merged is watched.',
  checks: 'Connect CI, and what turned the checks of main is known.',
  deployments: 'Connect what deploys, and rollbacks are found.',
  incidents: 'Connect an incident tool, and incidents are held against what caused them.',
};

/** Why a change broke something. */
export const failureModeLabels: Record<CountedFailureMode, string> = {
  'lost-context': 'Lost context',
  ripple: 'Ripple',
  operations: 'Operations',
  'test-gap': 'Test gap',
  intent: 'Intent',
  legacy: 'Legacy',
  'deploy-safety': 'Deploy safety',
  other: 'Other',
  'not-known': 'Not known yet',
};

export const failureModeMeanings: Record<CountedFailureMode, string> = {
  'lost-context': 'An earlier decision was forgotten.',
  ripple: 'Another part broke that depends on it.',
  operations: 'How it runs: logs, alerts, latency, limits.',
  'test-gap': 'The tests were green and tested the wrong thing.',
  intent: 'The business meaning was misread.',
  legacy: 'It met behaviour that nobody had written down.',
  'deploy-safety': 'How it came out: migrations, flags, rollbacks.',
  other: 'None of these.',
  'not-known': 'No rule is sure, and nobody has decided.',
};

/** How the checks of a change stood when it was merged. */
export const checkLabels: Record<CheckOutcome, string> = {
  passed: 'All passed',
  failed: 'Some failed',
  'not-known': 'Not known',
};

export const statusLabels: Record<RegressionStatus, string> = {
  confirmed: 'Confirmed',
  suspected: 'Suspected',
  dismissed: 'Dismissed',
};

export const statusMeanings: Record<RegressionStatus, string> = {
  confirmed: 'A rule that is sure, or a person, says so.',
  suspected: 'Below the confidence that counts, and nobody has decided yet.',
  dismissed: 'A person said no.',
};

/** What a person decided about a regression, as the beginning of a sentence. */
export const decisionLabels: Record<Decision, string> = {
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  linked: 'Linked by hand',
  unlinked: 'Unlinked',
};

export const confidenceLabels: Record<Confidence, string> = {
  high: 'High confidence',
  medium: 'Medium confidence',
  low: 'Low confidence, shown but not counted',
};

export const workLabels: Record<KindOfWork, string> = {
  feature: 'Feature',
  fix: 'Fix',
  refactor: 'Refactoring',
  docs: 'Documentation',
  tests: 'Tests',
  dependencies: 'Dependencies',
  chore: 'Chore',
  revert: 'Revert',
  other: 'Other work',
};

export const sizeLabels: Record<SizeBucket, string> = {
  '0-9': 'under 10 lines',
  '10-49': '10–49 lines',
  '50-199': '50–199 lines',
  '200-999': '200–999 lines',
  '1000+': '1,000 lines or more',
  unknown: 'size unknown',
};
