import { createHash } from 'node:crypto';
import { compileGlob } from '@/lib/attribution/glob';
import { indexIdentities, type Known, knownOf } from '@/lib/attribution/identity';
import {
  automationAccounts,
  type IdentityMark,
  marks,
  type TextMark,
  type TextPlace,
} from '@/lib/attribution/marks';
import { agentSlug } from '@/lib/domain/agent';
import { canonicalJson } from '@/lib/domain/canonical';
import type { Account } from '@/lib/domain/change';
import { addDays } from '@/lib/domain/day';
import type { Confidence } from '@/lib/domain/evidence';
import type { Rule, RulePlace } from '@/lib/domain/rule';

/** To be raised when the code that judges or links answers anew: history is then judged anew too. */
const judgementVersion = 1;

/** A rule that people added, with the id by which its evidence names it. */
export interface StoredRule extends Rule {
  id: number;
}

/** Which change is judged, for rules that hold only in one repository or for some days. */
export interface Scope {
  repository: string;
  /** When it was merged or, before that, opened, in milliseconds; NaN where nobody told. */
  atMs: number;
}

/** What a mark or rule says once a text fits it. */
export interface Match {
  rule: string;
  /** Absent where it tells that no agent wrote. */
  agent?: string;
  /** Only a change that the agent opened carries it. */
  autonomous: boolean;
  confidence: Confidence;
}

/** What an account is that opens pull requests or authors commits. */
export type AccountKind = 'agent' | 'automation' | 'person' | 'nobody';

/** The marks that Aftermerge knows and people's rules, made ready to judge many changes by. */
export interface Rulebook {
  judgeAccount: (account: Account, scope: Scope) => { kind: AccountKind; match?: Match };
  /** Only people's rules ask who committed: it is the host, a queue or whoever rebased. */
  findCommitter: (account: Account, scope: Scope) => Match | undefined;
  /** The mark that a co-author leaves, a reviewer's among them; people and automation leave none. */
  findCoAuthor: (account: Account, committedAt: string, scope: Scope) => Match | undefined;
  findText: (
    found: TextPlace,
    text: string,
    scope: Scope,
  ) => (Match & { source: string }) | undefined;
  /** The agent that an attestation means by a tool; a rule is named where people gave it. */
  readTool: (
    tool: string,
    scope: Scope,
  ) => { agent: string; rule?: string; confidence: Confidence };
}

/** The marks that Aftermerge knows and people's rules, which come first; an older rule before a newer. */
export function compileRulebook(rules: readonly StoredRule[]): Rulebook {
  const finders = {
    account: ruleFinder(rules, 'account'),
    committer: ruleFinder(rules, 'committer'),
    'co-author': ruleFinder(rules, 'co-author'),
    line: ruleFinder(rules, 'line'),
    description: ruleFinder(rules, 'description'),
    branch: ruleFinder(rules, 'branch'),
    label: ruleFinder(rules, 'label'),
    note: ruleFinder(rules, 'note'),
  } satisfies Record<RulePlace, unknown>;
  return {
    judgeAccount(account, scope) {
      const known = knownOf(account);
      const found = finders.account?.(wordsOf(known), scope);
      if (found === undefined) return judgeByMarks(known);
      const { kind, match } = found;
      return { kind: match.confidence === 'low' ? judgeUnmarked(known).kind : kind, match };
    },
    findCommitter: (account, scope) => finders.committer?.(wordsOf(knownOf(account)), scope)?.match,
    findCoAuthor(account, committedAt, scope) {
      const known = knownOf(account);
      const found = finders['co-author']?.(wordsOf(known), scope);
      return found?.match ?? coAuthorByMarks(known, committedAt);
    },
    findText(found, text, scope) {
      const byPeople = finders[found]?.([text], scope);
      if (byPeople !== undefined) return { ...byPeople.match, source: sourceOf(found, text) };
      if (!anyOf[found].test(text)) return undefined;
      return textMarks[found].find(({ pattern }) => pattern.test(text))?.match;
    },
    readTool(tool, scope) {
      const { match } = finders.note?.([tool], scope) ?? {};
      if (match?.agent !== undefined) return { ...match, agent: match.agent };
      const agent = toolAgents.get(tool.trim().toLowerCase()) ?? agentSlug(tool) ?? 'other';
      return { agent, confidence: 'high' };
    },
  };
}

/** The marks that Aftermerge knows, alone. */
export const builtInRulebook: Rulebook = compileRulebook([]);

/**
 * A digest of all that changes are judged by: as long as it stays the same, so does every answer.
 * @returns sha-256, 64 hex digits.
 */
export function rulebookDigest(rules: readonly StoredRule[]): string {
  const judgedBy = byAge(rules).map(({ reason: _, ...rule }) => rule);
  return createHash('sha256').update(builtInText).update(canonicalJson(judgedBy)).digest('hex');
}

const builtInText = JSON.stringify([judgementVersion, marks, automationAccounts], (_, part) =>
  part instanceof RegExp ? String(part) : part,
);

function byAge(rules: readonly StoredRule[]): StoredRule[] {
  return rules.toSorted((a, b) => a.id - b.id);
}

const kinds = { agent: 'agent', automation: 'automation', human: 'person' } as const;

/** Finds the oldest rule of a place that holds for the change and fits a word; none where none is. */
function ruleFinder(rules: readonly StoredRule[], place: RulePlace) {
  const compiled = byAge(rules)
    .filter(({ found }) => found === place)
    .map((rule) => ({
      kind: kinds[rule.authorship],
      match: matchOf(rule),
      fits: compileGlob(rule.pattern),
      holds: compileScope(rule),
    }));
  if (compiled.length === 0) return undefined;
  return (words: readonly string[], scope: Scope) =>
    compiled.find(({ fits, holds }) => words.some(fits) && holds(scope));
}

function matchOf({ id, agent, mode, confidence }: StoredRule): Match {
  return {
    rule: `rule-${id}`,
    ...(agent === undefined ? {} : { agent: agentSlug(agent) ?? 'other' }),
    autonomous: mode === 'autonomous',
    confidence,
  };
}

/** Whether a rule holds for a change; where its moment is not known, a rule of some days does not. */
function compileScope({ repository, from, until }: Rule): (scope: Scope) => boolean {
  const only = repository?.toLowerCase();
  const fromMs = Date.parse(from ?? '1970-01-01');
  const untilMs = Date.parse(addDays(until ?? '2099-12-31', 1));
  const dated = from !== undefined || until !== undefined;
  return (scope) =>
    (only === undefined || scope.repository.toLowerCase() === only) &&
    (!dated || (scope.atMs >= fromMs && scope.atMs < untilMs));
}

/** What people may write an account as: never a person's name. */
function wordsOf({ email, login }: Known): string[] {
  return [email, login].flatMap((word) => word || []);
}

const identityMarks = marks.filter(
  (mark): mark is IdentityMark => mark.found === 'account' || mark.found === 'co-author',
);
const findAccountMark = indexIdentities(
  identityMarks.filter(({ found }) => found === 'account'),
  ({ match }) => match,
);
const findCoAuthorMark = indexIdentities(
  identityMarks.filter(({ found }) => found === 'co-author'),
  ({ match }) => match,
);
const findAutomation = indexIdentities(automationAccounts, (identity) => identity);

function judgeByMarks(known: Known): { kind: AccountKind; match?: Match } {
  const mark = findAccountMark(known);
  if (mark === undefined) return judgeUnmarked(known);
  const { rule, agent, confidence } = mark;
  return { kind: 'agent', match: { rule, agent, confidence, autonomous: false } };
}

function judgeUnmarked(known: Known): { kind: AccountKind; match?: Match } {
  if (known.bot || known.login?.endsWith('[bot]') || findAutomation(known) !== undefined) {
    const match: Match = { rule: 'automation', autonomous: false, confidence: 'high' };
    return { kind: 'automation', match };
  }
  const named = known.email || known.login || known.name;
  return { kind: named ? 'person' : 'nobody' };
}

function coAuthorByMarks(known: Known, committedAt: string): Match | undefined {
  const mark = findCoAuthorMark(known);
  if (mark === undefined) return undefined;
  const { rule, agent, meaning, doubtful } = mark;
  const at = Date.parse(committedAt);
  const doubted =
    doubtful !== undefined && at >= Date.parse(doubtful.from) && at < Date.parse(doubtful.until);
  const confidence = meaning === 'reviews' || doubted ? 'low' : mark.confidence;
  return { rule, agent, confidence, autonomous: false };
}

interface CompiledText {
  pattern: RegExp;
  match: Match & { source: string };
}

const textMarks: Record<TextPlace, CompiledText[]> = {
  line: [],
  description: [],
  branch: [],
  label: [],
};
const toolAgents = new Map<string, string>();
for (const mark of marks) {
  if (mark.found === 'note') toolAgents.set(mark.tool, mark.agent);
  else if ('pattern' in mark) textMarks[mark.found].push(compileText(mark));
}

function compileText({ pattern, rule, agent, source, mode, confidence }: TextMark): CompiledText {
  const autonomous = mode === 'autonomous';
  return { pattern, match: { rule, agent, source, confidence, autonomous } };
}

/** Few texts carry any mark; one pattern made of all of them tells so at once. */
const anyOf = {
  line: either(textMarks.line),
  description: either(textMarks.description),
  branch: either(textMarks.branch),
  label: either(textMarks.label),
};

function either(rows: readonly CompiledText[]): RegExp {
  return new RegExp(rows.map(({ pattern }) => `(?:${pattern.source})`).join('|'), 'i');
}

const trailerShaped = /^[a-z][\w-]{0,60}\s*:\s*\S/i;

/** What evidence calls the place in which a text stood that fits a person's rule. */
function sourceOf(found: TextPlace, text: string): string {
  if (found === 'line') return trailerShaped.test(text) ? 'trailer' : 'footer';
  return found === 'description' ? 'body' : found;
}
