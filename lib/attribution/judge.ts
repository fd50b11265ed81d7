import { accountText, judgeAccount, judgeCoAuthor } from '@/lib/attribution/identity';
import { marks, type TextMark } from '@/lib/attribution/marks';
import { agentSlug } from '@/lib/domain/agent';
import type { Account, Authorship, Commit, Mode } from '@/lib/domain/change';
import type { Confidence, Evidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';

/** All that is known of how a change came to be. */
export interface AttributionInput {
  /** Who opened the pull request, as the host says; absent for direct pushes and read histories. */
  opener?: Account;
  branch?: string;
  body?: string;
  labels: readonly string[];
  /** All known commits of the change, the one that landed it included. */
  commits: readonly Commit[];
  /** The commit that landed it; a squash stands for the others, so it is not counted beside them. */
  mergeSha?: string;
  /** What a sender said of it; it wins over every mark. */
  declared?: { authorship?: Authorship | undefined; agent?: string | undefined };
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
  confidence: Confidence;
  evidence: Evidence[];
}

/** A fact that counts or is shown, with the agent it speaks of. */
interface Finding {
  agent: string | undefined;
  /** The agent did it by itself, whosever account it used. */
  autonomous: boolean;
  evidence: Evidence;
}

/** Evidence past this many distinct facts adds nothing. */
const mostEvidence = 40;

/**
 * Judges who wrote a change from the marks on it. What is surer decides: a declaration, then the
 * opener's account, then the commits' authors and trailers, then the description, then the branch.
 * Findings of low confidence are kept and decide nothing.
 */
export function judgeAuthorship(input: AttributionInput): Attribution {
  const opened = readOpener(input.opener);
  const commits = input.commits.map(readCommit);
  const own = ownCommits(commits, input.mergeSha);
  const findings = [
    ...opened.findings,
    ...commits.flatMap((commit) => commit.findings),
    ...readDescription(input),
    ...matchAll('branch', input.branch === undefined ? [] : [input.branch]),
    ...matchAll('label', input.labels),
  ];
  const told = findings.filter(({ evidence }) => evidence.confidence !== 'low');
  const verdict = decide(opened, commits, own, told);
  const marksOfAgents = verdict.authorship === 'agent' || verdict.authorship === 'assisted';
  const agents = marksOfAgents ? distinct(told.flatMap(({ agent }) => agent ?? [])) : [];
  return declare(input.declared, {
    ...verdict,
    agent: agents[0] ?? null,
    agents,
    markedShare: shareOf(own.commits),
    evidence: evidenceOf(findings),
  });
}

interface Opened {
  kind: ReturnType<typeof judgeAccount>['kind'];
  findings: Finding[];
}

function readOpener(opener: Account | undefined): Opened {
  if (opener === undefined) return { kind: 'nobody', findings: [] };
  const judged = judgeAccount(opener);
  const matched = accountText(opener);
  if (judged.kind === 'agent') {
    const { agent, rule, confidence } = judged.mark;
    const evidence = { source: 'opener', rule, matched, confidence };
    return { kind: 'agent', findings: [{ agent, autonomous: true, evidence }] };
  }
  if (judged.kind !== 'automation') return { kind: judged.kind, findings: [] };
  const evidence: Evidence = { source: 'opener', rule: 'automation', matched, confidence: 'high' };
  return { kind: 'automation', findings: [{ agent: undefined, autonomous: false, evidence }] };
}

interface ReadCommit {
  sha: string;
  merge: boolean;
  author: ReturnType<typeof judgeAccount>['kind'];
  /** Carries an agent's mark that counts. */
  marked: boolean;
  findings: Finding[];
}

/**
 * The marks of one commit. Who committed is never asked: it is the host, a queue or whoever rebased.
 * A merge's author is only who merged, but its message may carry the pull request's trailers.
 */
function readCommit(commit: Commit): ReadCommit {
  const merge = (commit.parents?.length ?? 0) > 1;
  const judged = judgeAccount(commit.author);
  const findings = merge ? [] : readAuthor(commit, judged);
  for (const line of writtenLines(commit.message)) {
    const found = readCoAuthor(line, commit.committedAt) ?? matchText('line', line);
    if (found !== undefined) {
      findings.push({ ...found, evidence: { ...found.evidence, sha: commit.sha } });
    }
  }
  const marked = findings.some((f) => f.agent !== undefined && f.evidence.confidence !== 'low');
  return { sha: commit.sha, merge, author: judged.kind, marked, findings };
}

function readAuthor(commit: Commit, judged: ReturnType<typeof judgeAccount>): Finding[] {
  const matched = accountText(commit.author);
  const { sha } = commit;
  if (judged.kind === 'agent') {
    const { agent, rule, confidence } = judged.mark;
    return [
      { agent, autonomous: false, evidence: { source: 'author', rule, matched, confidence, sha } },
    ];
  }
  if (judged.kind !== 'automation') return [];
  const evidence: Evidence = {
    source: 'author',
    rule: 'automation',
    matched,
    confidence: 'high',
    sha,
  };
  return [{ agent: undefined, autonomous: false, evidence }];
}

const coAuthorLine = /^(?:co-authored-by|co-developed-by)\s*:\s*([^<]*)<([^>]*)>/i;

function readCoAuthor(line: string, committedAt: string): Finding | undefined {
  const [, name = '', email = ''] = coAuthorLine.exec(line) ?? [];
  if (email === '') return undefined;
  const mark = judgeCoAuthor({ name: name.trim(), email });
  if (mark === undefined) return undefined;
  const { agent, rule, meaning, doubtful } = mark;
  const at = Date.parse(committedAt);
  const doubted =
    doubtful !== undefined && at >= Date.parse(doubtful.from) && at < Date.parse(doubtful.until);
  const confidence = meaning === 'reviews' || doubted ? 'low' : mark.confidence;
  return {
    agent,
    autonomous: false,
    evidence: { source: 'trailer', rule, matched: line, confidence },
  };
}

/**
 * A description is read as a message is, and for links that an agent leaves only there. Where a
 * history gave a commit's message as the description, its trailers were read with the commit.
 */
function readDescription({ body = '', commits }: AttributionInput): Finding[] {
  const lines = writtenLines(body);
  const written = body.trim();
  const repeated = commits.some(({ message }) => message.includes(written));
  const signed = lines.flatMap((line) => {
    if (repeated) return [];
    const found = readCoAuthor(line, commits[0]?.committedAt ?? '') ?? matchText('line', line);
    return found === undefined
      ? []
      : [{ ...found, evidence: { ...found.evidence, source: 'body' } }];
  });
  return [...matchAll('description', lines), ...signed];
}

const textMarks: Record<TextMark['found'], TextMark[]> = {
  line: [],
  description: [],
  branch: [],
  label: [],
};
for (const mark of marks) if ('pattern' in mark) textMarks[mark.found].push(mark);

/** Few lines carry any mark; one pattern made of all of them tells so at once. */
const anyOf = {
  line: either(textMarks.line),
  description: either(textMarks.description),
  branch: either(textMarks.branch),
  label: either(textMarks.label),
};

function either(rows: readonly TextMark[]): RegExp {
  return new RegExp(rows.map(({ pattern }) => `(?:${pattern.source})`).join('|'), 'i');
}

function matchText(found: TextMark['found'], text: string): Finding | undefined {
  if (!anyOf[found].test(text)) return undefined;
  const mark = textMarks[found].find(({ pattern }) => pattern.test(text));
  if (mark === undefined) return undefined;
  const { agent, rule, source, mode, confidence } = mark;
  return {
    agent,
    autonomous: mode === 'autonomous',
    evidence: { source, rule, matched: text, confidence },
  };
}

function matchAll(found: TextMark['found'], texts: readonly string[]): Finding[] {
  return texts.flatMap((text) => matchText(found, text) ?? []);
}

interface Own {
  /** The commits that were written for the change. */
  commits: ReadCommit[];
  /** They are known themselves, not only through the commit that landed them. */
  seen: boolean;
}

function ownCommits(commits: readonly ReadCommit[], mergeSha: string | undefined): Own {
  const written = commits.filter(({ merge }) => !merge);
  const brought = written.filter(({ sha }) => sha !== mergeSha);
  if (mergeSha !== undefined && brought.length > 0) return { commits: brought, seen: true };
  return { commits: written, seen: written.length > 1 };
}

function shareOf(commits: readonly ReadCommit[]): number | null {
  if (commits.length === 0) return null;
  return commits.filter(({ marked }) => marked).length / commits.length;
}

interface Verdict {
  authorship: Authorship;
  mode: Mode | null;
  confidence: Confidence;
}

/**
 * A commit that an agent authored is the agent's. A person's commit that names an agent is shared, so
 * a change is the agent's by such commits only where all of its own commits were seen and all name
 * one; a squash that names one hides how many of those it folds do.
 */
function decide(
  opened: Opened,
  commits: readonly ReadCommit[],
  own: Own,
  told: readonly Finding[],
): Verdict {
  if (opened.kind === 'agent')
    return { authorship: 'agent', mode: 'autonomous', confidence: 'high' };
  if (byAutomation(opened, commits, own)) {
    return { authorship: 'automation', mode: null, confidence: 'high' };
  }
  const byAgent = told.filter(({ agent }) => agent !== undefined);
  if (byAgent.length === 0) return unmarked(opened, commits, own);
  const confidence = byAgent.some(({ evidence }) => evidence.confidence === 'high')
    ? 'high'
    : 'medium';
  const written = own.commits.filter(({ author }) => author !== 'automation');
  const authored = written.length > 0 && written.every(({ author }) => author === 'agent');
  const alone = opensByItself(byAgent) || (authored && opened.kind === 'nobody');
  if (alone) return { authorship: 'agent', mode: 'autonomous', confidence };
  const all = own.seen && written.length > 0 && written.every(({ marked }) => marked);
  return { authorship: authored || all ? 'agent' : 'assisted', mode: 'paired', confidence };
}

/** Opened by automation or all written by it; where only a merge is known, whoever merged must do. */
function byAutomation(opened: Opened, commits: readonly ReadCommit[], own: Own): boolean {
  if (opened.kind === 'automation') return true;
  const known = own.commits.length > 0 || opened.kind !== 'nobody' ? own.commits : commits;
  return known.length > 0 && known.every(({ author }) => author === 'automation');
}

/** The description or branch says that an agent opened it, and the commits name no other agent alone. */
function opensByItself(byAgent: readonly Finding[]): boolean {
  const inCommits = byAgent.filter(({ evidence }) => evidence.sha !== undefined);
  return byAgent.some(
    ({ agent, autonomous }) =>
      autonomous && (inCommits.length === 0 || inCommits.some((commit) => commit.agent === agent)),
  );
}

/** No mark that counts: a person's, as sure as we have seen enough of it. */
function unmarked(opened: Opened, commits: readonly ReadCommit[], own: Own): Verdict {
  const person = opened.kind === 'person';
  if (!person && commits.every(({ author }) => author === 'nobody')) {
    return { authorship: 'unknown', mode: null, confidence: 'low' };
  }
  const confidence = own.commits.length === 0 ? 'low' : person && own.seen ? 'high' : 'medium';
  return { authorship: 'human', mode: null, confidence };
}

/** Lets what a sender declared win over what was judged. */
function declare(declared: AttributionInput['declared'], judged: Attribution): Attribution {
  const named = declared?.agent === undefined ? undefined : agentSlug(declared.agent);
  const said = declared?.authorship;
  if (said === undefined && named === undefined) return judged;
  const judgedByAgent = judged.authorship === 'agent' || judged.authorship === 'assisted';
  const authorship = said ?? (judgedByAgent ? judged.authorship : 'agent');
  const byAgent = authorship === 'agent' || authorship === 'assisted';
  const agents = byAgent
    ? distinct([...(named === undefined ? [] : [named]), ...judged.agents])
    : [];
  const matched = [said, named].filter((word) => word !== undefined).join(' ');
  const rule = 'declared-by-sender';
  return {
    ...judged,
    authorship,
    agents,
    agent: agents[0] ?? null,
    mode: byAgent ? (judged.mode ?? (authorship === 'assisted' ? 'paired' : 'autonomous')) : null,
    confidence: 'high',
    evidence: [{ source: 'declaration', rule, matched, confidence: 'high' }, ...judged.evidence],
  };
}

/** Each fact once, with the first commit that carried it, at most as many as one would read. */
function evidenceOf(findings: readonly Finding[]): Evidence[] {
  const first = new Map<string, Evidence>();
  for (const { evidence } of findings) {
    const key = `${evidence.rule} ${evidence.matched}`;
    if (!first.has(key)) first.set(key, evidence);
    if (first.size === mostEvidence) break;
  }
  return [...first.values()];
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
