import type { AttestedLines } from '@/lib/attribution/attested-lines';
import { counts, doubted, type Finding, findingOf, type Judging } from '@/lib/attribution/finding';
import { accountText } from '@/lib/attribution/identity';
import type { AccountKind } from '@/lib/attribution/rulebook';
import { readTrailers, type Statement, saidTogether } from '@/lib/attribution/statement';
import type { Authorship, Commit } from '@/lib/domain/change';
import { writtenLines } from '@/lib/domain/written-lines';

/** A commit with all that it tells of who wrote it. */
export interface ReadCommit {
  sha: string;
  merge: boolean;
  author: AccountKind;
  /** Carries an agent's mark that counts. */
  marked: boolean;
  /** What its own trailers declare. */
  declared: Authorship | undefined;
  /** Its lines are attested and none is an agent's. */
  attestedHuman: boolean;
  findings: Finding[];
}

/**
 * Reads who wrote one commit. A merge's author is only who merged, but its message may carry the pull
 * request's trailers.
 */
export function readCommit(
  commit: Commit,
  attested: AttestedLines | undefined,
  judging: Judging,
): ReadCommit {
  const { sha, author, message } = commit;
  const merge = (commit.parents?.length ?? 0) > 1;
  const { kind, match } = judging.rulebook.judgeAccount(author, judging.scope);
  const findings = attested === undefined ? [] : [...attested.findings];
  if (!merge && match !== undefined) {
    findings.push(findingOf(match, 'author', accountText(author), sha));
  }
  if (!merge) findings.push(...readCommitter(commit, judging));
  const lines = writtenLines(message);
  for (const line of lines) {
    const found = readLine(line, commit.committedAt, judging, sha);
    if (found !== undefined) findings.push(found);
  }
  const attestedHuman = attested?.human === true;
  const told = attestedHuman ? findings.map(doubtFooter) : findings;
  return declare(readTrailers(lines, message, commit), {
    sha,
    merge,
    author: kind,
    marked: told.some(counts),
    declared: undefined,
    attestedHuman,
    findings: told,
  });
}

function readCommitter({ committer, sha }: Commit, { rulebook, scope }: Judging): Finding[] {
  const match = committer === undefined ? undefined : rulebook.findCommitter(committer, scope);
  if (committer === undefined || match === undefined) return [];
  return [findingOf(match, 'committer', accountText(committer), sha)];
}

const coAuthorLine = /^(?:co-authored-by|co-developed-by|assisted-by)\s*:\s*([^<]*)<([^>]*)>/i;

/** The mark on one written line of a message or description. */
export function readLine(
  line: string,
  committedAt: string,
  { rulebook, scope }: Judging,
  sha?: string,
): Finding | undefined {
  const [, name = '', email = ''] = coAuthorLine.exec(line) ?? [];
  if (email !== '') {
    const match = rulebook.findCoAuthor({ name: name.trim(), email }, committedAt, scope);
    if (match !== undefined) return findingOf(match, 'trailer', line, sha);
  }
  const found = rulebook.findText('line', line, scope);
  return found === undefined ? undefined : findingOf(found, found.source, line, sha);
}

/** A footer tells less than an attestation that gives no line to an agent. */
function doubtFooter(finding: Finding): Finding {
  return finding.evidence.source === 'footer' ? doubted(finding) : finding;
}

/** Lets what a commit's own trailers declare win over its marks. */
function declare(statements: readonly Statement[], read: ReadCommit): ReadCommit {
  if (statements.length === 0) return read;
  const declared = saidTogether(statements.map(({ authorship }) => authorship));
  const byAgent = declared === 'agent' || declared === 'assisted';
  const doubt = declared !== undefined && !byAgent;
  const unnamed = byAgent && !read.marked && statements.every(({ agent }) => agent === undefined);
  const said = statements.map(({ agent, evidence }): Finding => {
    const named = unnamed ? 'other' : agent;
    return {
      autonomous: false,
      evidence,
      ...(named === undefined || doubt ? {} : { agent: named }),
    };
  });
  const findings = [...said, ...(doubt ? read.findings.map(doubtAgent) : read.findings)];
  const author = declared === undefined ? read.author : authorsDeclared[declared];
  return { ...read, declared, author, findings, marked: findings.some(counts) };
}

const authorsDeclared: Record<Authorship, AccountKind> = {
  human: 'person',
  assisted: 'person',
  agent: 'agent',
  automation: 'automation',
  unknown: 'nobody',
};

function doubtAgent(finding: Finding): Finding {
  return finding.agent === undefined ? finding : doubted(finding);
}
