import type { Match, Rulebook, Scope } from '@/lib/attribution/rulebook';
import type { Evidence } from '@/lib/domain/evidence';

/** A fact that counts or is shown, with the agent that it speaks of. */
export interface Finding {
  agent?: string;
  /** The agent did it by itself, whosever account it used. */
  autonomous: boolean;
  evidence: Evidence;
  /** The lines that the agent wrote, where the fact counts them. */
  lines?: number;
}

/** By what a change is judged, and which one it is. */
export interface Judging {
  rulebook: Rulebook;
  scope: Scope;
}

/** What a mark or rule says of the text that fits it. */
export function findingOf(match: Match, source: string, matched: string, sha?: string): Finding {
  const { rule, agent, autonomous, confidence } = match;
  const evidence = { source, rule, matched, confidence, ...(sha === undefined ? {} : { sha }) };
  return { autonomous, evidence, ...(agent === undefined ? {} : { agent }) };
}

/** Whether a fact tells that an agent wrote; what is of low confidence is shown and tells nothing. */
export function counts(finding: Finding): finding is Finding & { agent: string } {
  return finding.agent !== undefined && finding.evidence.confidence !== 'low';
}

/** The fact as one that something surer speaks against: still shown, no longer counted. */
export function doubted(finding: Finding): Finding {
  return { ...finding, evidence: { ...finding.evidence, confidence: 'low' } };
}
