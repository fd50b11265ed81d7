import type { Finding, Judging } from '@/lib/attribution/finding';
import { counts } from '@/lib/attribution/finding';
import type { Attestation } from '@/lib/domain/attestation';

/** What was attested of one commit's lines. */
export type Attested = Attestation & { sha: string };

/** One commit's lines, as all its attestations tell them. */
export interface AttestedLines {
  sha: string;
  findings: Finding[];
  /** All of its lines are known and none is an agent's. */
  human: boolean;
  agentLines: number;
  /** All lines that it added; absent where no attestation knows. */
  addedLines?: number;
}

/** Reads attestations, by the commit that they speak of. */
export function readAttestations(
  attestations: readonly Attested[],
  judging: Judging,
): Map<string, AttestedLines> {
  const bySha = new Map<string, AttestedLines>();
  for (const attested of attestations) {
    const read = readAttestation(attested, judging);
    const other = bySha.get(attested.sha);
    bySha.set(attested.sha, other === undefined ? read : both(other, read));
  }
  return bySha;
}

function readAttestation(attested: Attested, judging: Judging): AttestedLines {
  const { sha, source, addedLines } = attested;
  const findings = linesByTool(attested).map(([tool, lines]): Finding => {
    const read = judging.rulebook.readTool(tool, judging.scope);
    const matched = `${tool}: ${linesText(lines, addedLines)}`;
    const { rule = source, confidence } = read;
    const evidence = { source: 'attestation', rule, matched, confidence, sha };
    return { agent: read.agent, autonomous: false, evidence, lines };
  });
  const human = findings.length === 0 && addedLines !== undefined && addedLines > 0;
  if (human) {
    const matched = `agents: ${linesText(0, addedLines)}`;
    const evidence = { source: 'attestation', rule: source, matched, confidence: 'high', sha };
    findings.push({ autonomous: false, evidence: { ...evidence, confidence: 'high' } });
  }
  const agentLines = findings.filter(counts).reduce((sum, { lines = 0 }) => sum + lines, 0);
  return { sha, findings, human, agentLines, ...(addedLines === undefined ? {} : { addedLines }) };
}

/** The lines of each tool, whichever models it used; tools without a line are left out. */
function linesByTool({ lines }: Attestation): [string, number][] {
  const byTool = new Map<string, number>();
  for (const each of lines) byTool.set(each.tool, (byTool.get(each.tool) ?? 0) + each.lines);
  return [...byTool].filter(([, count]) => count > 0);
}

function linesText(lines: number, addedLines: number | undefined): string {
  if (addedLines !== undefined) return `${lines} of ${addedLines} lines`;
  return lines === 1 ? '1 line' : `${lines} lines`;
}

/** Two tools may attest the same commit: its lines are counted once, as the one that knows more has them. */
function both(one: AttestedLines, other: AttestedLines): AttestedLines {
  const lines = (other.addedLines ?? 0) > (one.addedLines ?? 0) ? other : one;
  const findings = [...one.findings, ...other.findings];
  return { ...lines, findings, human: lines.human && !findings.some(counts) };
}

/** Agents' lines of all added lines, 0..1; null where no attestation knows how many were added. */
export function lineShareOf(attested: readonly AttestedLines[]): number | null {
  let agents = 0;
  let added = 0;
  for (const { agentLines, addedLines = 0 } of attested) {
    agents += Math.min(agentLines, addedLines);
    added += addedLines;
  }
  return added === 0 ? null : agents / added;
}
