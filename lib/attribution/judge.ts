import {
  type Attested,
  type AttestedLines,
  lineShareOf,
  readAttestations,
} from '@/lib/attribution/attested-lines';
import { counts, doubted, type Finding, findingOf, type Judging } from '@/lib/attribution/finding';
import { accountText } from '@/lib/attribution/identity';
import type { TextPlace } from '@/lib/attribution/marks';
import { type ReadCommit, readCommit, readLine } from '@/lib/attribution/read-commit';
import type { Rulebook } from '@/lib/attribution/rulebook';
import {
  readLabels,
  readStatement,
  readTrailers,
  type Statement,
  saidTogether,
} from '@/lib/attribution/statement';
import { decide, type Opened, type Own, ownCommits } from '@/lib/attribution/verdict';
import type { Account, Authorship, Commit, Mode } from '@/lib/domain/change';
import type { Override } from '@/lib/domain/decision';
import type { Confidence, Evidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';

/** All that is known of how a change came to be. */
export interface AttributionInput {
  repository: string;
  /** When it was merged or, before that, opened: for rules that hold for some days. */
  at?: string;
  /** Who opened the pull request, as the host says; absent for direct pushes and read histories. */
  opener?: Account;
  branch?: string;
  body?: string;
  labels: readonly string[];
  /** All known commits of the change, the one that landed it included. */
  commits: readonly Commit[];
  /** The commit that landed it; a squash stands for the others, so it is not counted beside them. */
  mergeSha?: string;
  /** What tools noted of who wrote the commits' lines. */
  attestations?: readonly Attested[];
  /** What a sender said of it; it wins over every mark. */
  declared?: { authorship?: Authorship | undefined; agent?: string | undefined };
  /** What a person decided; it wins over everything. */
  override?: Override;
}

/** Who wrote a change, and why we think so. */
export interface Attribution {
  authorship: Authorship;
  /** The primary agent's slug. */
  agent: string | null;
  /** Every agent whose mark counts, the primary first. */
  agents: string[];
  mode: Mode | null;
  /** Share of its non-merge commits that carry an agent's mark, 0..1; null where none is known. */
  markedShare: number | null;
  /** Agents' lines of all lines added by the attested commits, 0..1; null where none is attested. */
  lineShare: number | null;
  confidence: Confidence;
  evidence: Evidence[];
}

/** Evidence past this many distinct facts adds nothing. */
const mostEvidence = 40;

/**
 * Judges who wrote a change from all that speaks of it. What is surer decides: a person's override, then
 * a declaration, then the opener's account, then the commits' authors and trailers, then the
 * description, then the branch. Findings of low confidence are kept and decide nothing.
 */
export function judgeAuthorship(input: AttributionInput, rulebook: Rulebook): Attribution {
  const { repository, at } = input;
  const atMs = at === undefined ? Number.NaN : Date.parse(at);
  const judging = { rulebook, scope: { repository, atMs } };
  const attested = readAttestations(input.attestations ?? [], judging);
  const opened = readOpener(input.opener, judging);
  const commits = input.commits.map((commit) =>
    readCommit(commit, attested.get(commit.sha), judging),
  );
  const own = ownCommits(commits, input.mergeSha);
  const lines = writtenLines(input.body ?? '');
  const described = [
    ...readDescription(lines, input, judging),
    ...readTexts('branch', input.branch === undefined ? [] : [input.branch], judging),
    ...readTexts('label', input.labels, judging),
  ];
  const findings = [
    ...opened.findings,
    ...commits.flatMap((commit) => commit.findings),
    ...strayFindings(attested, commits),
    ...(attestedHuman(commits, own) ? described.map(doubted) : described),
  ];
  const byAgent = findings.filter(counts);
  const verdict = decide(opened, commits, own, byAgent);
  const agents = isByAgent(verdict.authorship) ? agentsOf(byAgent) : [];
  return declare(statementsOf(input, lines), own, {
    ...verdict,
    agent: agents[0] ?? null,
    agents,
    markedShare: shareOf(own.commits),
    lineShare: lineShareOf(linesThatCount(attested, own)),
    evidence: evidenceOf(findings.map(({ evidence }) => evidence)),
  });
}

function readOpener(opener: Account | undefined, { rulebook, scope }: Judging): Opened {
  if (opener === undefined) return { kind: 'nobody', findings: [] };
  const { kind, match } = rulebook.judgeAccount(opener, scope);
  if (match === undefined) return { kind, findings: [] };
  const autonomous = kind === 'agent';
  return { kind, findings: [findingOf({ ...match, autonomous }, 'opener', accountText(opener))] };
}

/**
 * A description is read as a message is, and for links that an agent leaves only there. Where a
 * history gave a commit's message as the description, its trailers were read with the commit.
 */
function readDescription(
  lines: readonly string[],
  { body = '', commits }: AttributionInput,
  judging: Judging,
): Finding[] {
  const linked = readTexts('description', lines, judging);
  const written = body.trim();
  if (commits.some(({ message }) => message.includes(written))) return linked;
  const committedAt = lastCommittedAt(commits);
  const signed = lines.flatMap((line) => readLine(line, committedAt, judging) ?? []);
  return [
    ...linked,
    ...signed.map((found) => ({ ...found, evidence: { ...found.evidence, source: 'body' } })),
  ];
}

function lastCommittedAt(commits: readonly Commit[]): string {
  const moments = commits.map(({ committedAt }) => committedAt);
  return moments.reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b), '');
}

function readTexts(
  found: TextPlace,
  texts: readonly string[],
  { rulebook, scope }: Judging,
): Finding[] {
  return texts.flatMap((text) => {
    const match = rulebook.findText(found, text, scope);
    return match === undefined ? [] : [findingOf(match, match.source, text)];
  });
}

/** What was attested of commits that are not known themselves. */
function strayFindings(
  attested: ReadonlyMap<string, AttestedLines>,
  commits: readonly ReadCommit[],
): Finding[] {
  if (attested.size === 0) return [];
  const known = new Set(commits.map(({ sha }) => sha));
  return [...attested.values()].flatMap(({ sha, findings }) => (known.has(sha) ? [] : findings));
}

/** The lines of the change's own commits; where none of them is attested, of what landed them. */
function linesThatCount(attested: ReadonlyMap<string, AttestedLines>, own: Own): AttestedLines[] {
  const ofOwn = own.commits.flatMap(({ sha }) => attested.get(sha) ?? []);
  return ofOwn.some(({ addedLines = 0 }) => addedLines > 0) ? ofOwn : [...attested.values()];
}

/** Attestations give no line of the whole change to an agent, and no commit of it carries a mark. */
function attestedHuman(commits: readonly ReadCommit[], { commits: own, landing }: Own): boolean {
  if (commits.some(({ marked }) => marked)) return false;
  const written = own.filter(({ author }) => author !== 'automation');
  const each = written.length > 0 && written.every((commit) => commit.attestedHuman);
  return each || landing?.attestedHuman === true;
}

function shareOf(commits: readonly ReadCommit[]): number | null {
  if (commits.length === 0) return null;
  return commits.filter(({ marked }) => marked).length / commits.length;
}

function isByAgent(authorship: Authorship): boolean {
  return authorship === 'agent' || authorship === 'assisted';
}

/** Places from the surest to the least, to name the primary agent by. */
const places = [
  'declaration',
  'attestation',
  'opener',
  'author',
  'committer',
  'trailer',
  'session',
  'footer',
  'body',
  'branch',
  'label',
];

/** The agents of findings: by the surest place that names each, then by how much that place says. */
function agentsOf(byAgent: readonly (Finding & { agent: string })[]): string[] {
  const best = new Map<string, { place: number; weight: number }>();
  for (const { agent, evidence, lines = 1 } of byAgent) {
    const place = places.indexOf(evidence.source);
    const known = best.get(agent);
    if (known === undefined || place < known.place) best.set(agent, { place, weight: lines });
    else if (place === known.place) known.weight += lines;
  }
  return [...best]
    .sort(([, a], [, b]) => a.place - b.place || b.weight - a.weight)
    .map(([agent]) => agent);
}

/** What was said of the whole change, in groups of the same weight, the surest first. */
function statementsOf(
  { override, declared, labels, body = '' }: AttributionInput,
  lines: readonly string[],
): Statement[][] {
  return [
    readStatement(override, 'override', 'overridden-by-person'),
    readStatement(declared, 'declaration', 'declared-by-sender'),
    readLabels(labels),
    readTrailers(lines, body),
  ];
}

/** What its own commits declare, where each of them does. */
function declaredByCommits({ commits }: Own): Authorship | undefined {
  return commits.every(({ declared }) => declared !== undefined)
    ? saidTogether(commits.map(({ declared }) => declared))
    : undefined;
}

/** Lets what was said in so many words win over what was judged. */
function declare(groups: readonly Statement[][], own: Own, judged: Attribution): Attribution {
  const statements = groups.flat();
  const named = statements.flatMap(({ agent }) => agent ?? []);
  const said =
    groups.map((group) => saidTogether(group.map((each) => each.authorship))).find(Boolean) ??
    declaredByCommits(own);
  if (said === undefined && named.length === 0) return judged;
  const authorship = said ?? (isByAgent(judged.authorship) ? judged.authorship : 'agent');
  const agents = isByAgent(authorship) ? [...new Set([...named, ...judged.agents])] : [];
  return {
    ...judged,
    authorship,
    agents,
    agent: agents[0] ?? null,
    mode: modeOf(authorship, judged.mode),
    confidence: 'high',
    evidence: evidenceOf([...statements.map(({ evidence }) => evidence), ...judged.evidence]),
  };
}

/** Shared work was opened by a person; of an agent's nothing else being known, it opened it itself. */
function modeOf(authorship: Authorship, judged: Mode | null): Mode | null {
  if (authorship === 'assisted') return 'paired';
  return authorship === 'agent' ? (judged ?? 'autonomous') : null;
}

/** Each fact once, with the first commit that carried it, at most as many as one would read. */
function evidenceOf(facts: readonly Evidence[]): Evidence[] {
  const first = new Map<string, Evidence>();
  for (const fact of facts) {
    const key = `${fact.rule} ${fact.matched}`;
    if (!first.has(key)) first.set(key, fact);
    if (first.size === mostEvidence) break;
  }
  return [...first.values()];
}
