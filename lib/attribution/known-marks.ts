import { automationAccounts, type Identity, type Mark, marks } from '@/lib/attribution/marks';
import { readablePattern } from '@/lib/attribution/readable-pattern';
import type { AgentSlug } from '@/lib/domain/agent';
import type { Mode } from '@/lib/domain/change';
import type { Confidence } from '@/lib/domain/evidence';
import type { RulePlace } from '@/lib/domain/rule';

/** A mark in words, to be shown and never to judge by. */
interface KnownMark {
  authorship: 'agent' | 'automation';
  agent: AgentSlug | null;
  found: RulePlace;
  pattern: string;
  /** The regular expression behind the pattern, where one decides. */
  expression: string | null;
  /** Null where the account that opened the change tells it. */
  mode: Mode | null;
  confidence: Confidence;
}

/** All that Aftermerge knows agents and automation by, in the order in which it is tried. */
export const knownMarks: readonly KnownMark[] = [
  ...marks.map(wordsOfMark),
  ...automationAccounts.map(
    (identity): KnownMark => ({
      authorship: 'automation',
      agent: null,
      found: 'account',
      ...wordsOfIdentity(identity),
      mode: null,
      confidence: 'high',
    }),
  ),
  {
    authorship: 'automation',
    agent: null,
    found: 'account',
    pattern: 'every other login that ends in [bot], and every account that its host calls a bot',
    expression: null,
    mode: null,
    confidence: 'high',
  },
];

function wordsOfMark(mark: Mark): KnownMark {
  const { agent, found } = mark;
  const told = { authorship: 'agent', agent, found, expression: null, mode: null } as const;
  if (mark.found === 'note') return { ...told, pattern: mark.tool, confidence: 'high' };
  const { confidence } = mark;
  if ('match' in mark) return { ...told, ...wordsOfIdentity(mark.match), confidence };
  const pattern = readablePattern(mark.pattern);
  return { ...told, pattern, expression: mark.pattern.source, mode: mark.mode, confidence };
}

function wordsOfIdentity(identity: Identity): Pick<KnownMark, 'pattern' | 'expression'> {
  if ('email' in identity) return { pattern: identity.email, expression: null };
  if ('login' in identity) {
    const { login, id, botOnly } = identity;
    const only = id === undefined ? '' : ` (only number ${id})`;
    const isBot = botOnly ? ' (only where its host calls it a bot)' : '';
    return { pattern: `${login}${only}${isBot}`, expression: null };
  }
  const [what, pattern] =
    'loginPattern' in identity
      ? ['login', identity.loginPattern]
      : ['author’s name', identity.namePattern];
  return { pattern: `${what} ${readablePattern(pattern)}`, expression: pattern.source };
}
