import type { Confidence } from '@/lib/domain/evidence';
import type { RegressionKind } from '@/lib/domain/regression';
import { writtenLines } from '@/lib/domain/written-lines';
import { type Mention, strongestFirst, type Target } from '@/lib/linking/mention';

export interface CauseInput {
  text: string;
  kind: RegressionKind;
  source: string;
  /** `owner/name`: what is named in another repository is left out where this is known. */
  repository?: string;
  /** How sure a link is that no word blames; absent: such links are not taken. */
  bareLinks?: Confidence;
  /** How sure `introduced in` is, which is said of features too. */
  vagueWords?: Confidence;
}

/** A pull request by number, or a commit, as prose names one; perhaps with its repository. */
const named = String.raw`(?:(?:(?<![\w./-])(?<repository>[\w.-]{1,100}(?:/[\w.-]{1,100}){1,5})(?=[#!]))?(?:#|\b(?:PR|MR|pull request|merge request) ?[#!]?|(?<![!])!)(?<number>\d{1,9})\b|(?<![\w./#-]|sha\d{3}:)(?:commit )?(?<sha>[0-9a-f]{7,64})(?![\w-]|\.\w))`;
/** A few words that may stand between a blame and what is blamed. */
const gap = String.raw`(?<gap>[^.;\n]{0,40}?)`;

interface Blame {
  rule: string;
  pattern: RegExp;
  confidence: Confidence | 'vague' | 'reason';
}

function blame(rule: string, words: string, confidence: Blame['confidence'] = 'high'): Blame {
  return { rule, pattern: new RegExp(`\\b(?:${words})\\b${gap}${named}`, 'gi'), confidence };
}

/** Words for what is wrong; not `leak-free`, nor a function's name. */
const harm =
  '(?:bug|regression|error|mistake|issue|problem|race|crash|leak|segfault|failure|breakage|defect|typo)s?(?![-(])';
const unwillingly = '(?:has|had|also|accidentally|inadvertently|unintentionally|silently)';

/** The ways in which people name the change that broke something. */
const blames: readonly Blame[] = [
  blame('root-cause', 'root[- ]cause[sd]?|culprit|offending (?:change|commit|pr)'),
  blame('caused-by', 'caused (?:by|in)'),
  blame('broken-by', '(?:broken|broke) (?:by|in|with|since|after)'),
  blame('regressed-in', 'regress(?:ed|es|ion|ions)? (?:in|by|from|since|with|after|of|was)'),
  blame('bisected-to', 'bisect(?:ed|s|ing|ion)?(?: \\w{1,20}){0,2} (?:to|points at|shows|says)'),
  {
    rule: 'breaks',
    pattern: new RegExp(
      `(?<!\\b(?:issue|bug|for|of) )${named}(?: \\([^)]{0,80}\\))?,? (?:${unwillingly} )?(?:broke|regressed|caused|introduced (?:a|an|the|this) (?:\\w{1,20} )?${harm})\\b`,
      'gi',
    ),
    confidence: 'medium',
  },
  blame(
    'harm-introduced-in',
    `${harm}(?:[^.;\\n]{0,40}? introduced| (?:was |were )?added) (?:in|by|with|from)`,
  ),
  blame('introduced-in', 'introduced (?:in|by|with)', 'vague'),
  blame('due-to', 'due to', 'reason'),
  blame(
    'since',
    '(?:fail(?:s|ed|ing)|start(?:s|ed)|stopped|happen(?:s|ed|ing)|(?:not|stopped|longer) work(?:s|ing)?) since',
    'medium',
  ),
];

/** Few lines name anything and fewer blame it; two cheap looks spare the others all the patterns. */
const mayName = /(?:[#!]|\bPR ?|\bMR ?|request ?)\d|[0-9a-f]{7}/i;
const mayBlame = /cause|culprit|offending|brok|regress|bisect|introduced|added|due to|since/i;

/** More of the same in a list: `#1, #2 and #3`. */
const another = new RegExp(`^\\)?(?:,| and| &|, and) ?${named}`, 'i');

/** Words between a blame and a number that give the number to something else. */
const otherwise =
  /\b(?:see|fix\w*|close[sd]?|resolve[sd]?|issues?|reported|discussed|described|mentioned|tracked|track|similar|like|unlike|follow\w*|before|until|not|refs?|deploy\w*|builds?|jobs?|runs?|tickets?|incidents?)\b/i;
/** The root cause *of* a number is not that number, unless the words go on. */
const whoseCause = /^ (?:of|for)\b(?!.*(?:\b(?:is|was|in|by)\b|:))/i;

const negated =
  /(?:\b(?:not|never|no|nor|without|unrelated|neither)|n't)(?: (?:be|been|was|is|are|a|an|the|any|actually|directly|really|necessarily|something|to))* ?$/i;
const doubt =
  /\b(?:maybe|may be|may have|might|could|possibly|perhaps|probably|likely|unlikely|(?:whether|if) (?:it|this|that)|suspect\w*|seems?|appears|think|believe|guess|wonder)\b/i;
const mends =
  /\b(?:fix(?:e[sd]|ing)?|hotfix(?:ed)?|resolve[sd]?|mitigated|patched|closes?|revert(?:s|ed)?|rolled back)\b/i;
const hints = /\b(?:see|related|similar|follow[- ]?up|cf|previous|example|docs?)\b/i;

const link =
  /https?:\/\/[^\s/]{1,200}\/([^\s?#()<>]{1,300}?)(?:\/-)?\/(?:(?:pull|merge_requests|pull-requests)\/(\d{1,9})|commits?\/([0-9a-f]{7,64}))(?![\w-])[^\s)>\]]{0,300}/gi;

/**
 * The changes that a text names as what broke something. What is said not to have caused it, or to
 * have mended it, is left out; what is doubted is kept with low confidence.
 */
export function readCauses(input: CauseInput): Mention[] {
  const lines = writtenLines(input.text).map((line) => replaceLinks(line, input.repository));
  return strongestFirst(
    lines.flatMap((line, at) => [
      ...readBlames(line.words, lines[at + 1]?.words ?? '', input),
      ...readLinks(line, input),
    ]),
  );
}

function readBlames(line: string, next: string, input: CauseInput): Mention[] {
  const { kind, source, vagueWords = 'medium' } = input;
  const words = continued(line, next);
  if (!mayName.test(words) || !mayBlame.test(words)) return [];
  // An outage is due to a change; a change is due to what it serves.
  const sureness = { vague: vagueWords, reason: kind === 'hotfix' ? 'low' : 'medium' } as const;
  return blames.flatMap(({ rule, pattern, confidence }) =>
    [...words.matchAll(pattern)].flatMap((match) => {
      // What begins in the next line is read with that line.
      if (match.index >= line.length) return [];
      const sentence =
        words
          .slice(0, match.index)
          .split(/[.!?;] /)
          .at(-1) ?? '';
      const between = match.groups?.gap ?? '';
      if (negated.test(sentence) || otherwise.test(between) || whoseCause.test(between)) return [];
      const end = match.index + match[0].length;
      const rest = words.slice(end);
      const doubted = doubt.test(sentence.slice(-50)) || /^[^.!]{0,80}\?/.test(rest);
      const sure = isSure(confidence) ? confidence : sureness[confidence];
      const matched = end <= line.length ? line : words;
      return [match, ...others(rest)].flatMap(({ groups = {} }): Mention[] => {
        const target = targetOf(groups, input.repository);
        return target === undefined
          ? []
          : [
              {
                kind,
                effect: 'undoes',
                target,
                source,
                rule,
                matched,
                confidence: doubted ? 'low' : sure,
              },
            ];
      });
    }),
  );
}

const isSure = (confidence: Blame['confidence']): confidence is Confidence =>
  confidence !== 'vague' && confidence !== 'reason';

/** A message is wrapped where it gets long: a sentence, or a heading's, goes on in the next line. */
function continued(line: string, next: string): string {
  const apart = /[.;!?]$/.test(line) || /^(?:[-*+>|]|#{1,6} |[\w-]{1,40}: )/.test(next);
  return apart ? line : `${line} ${next.slice(0, 100)}`;
}

function others(rest: string): RegExpExecArray[] {
  const found = another.exec(rest);
  return found === null ? [] : [found, ...others(rest.slice(found[0].length))];
}

function readLinks({ words, links, written }: Line, input: CauseInput): Mention[] {
  const { kind, source, bareLinks } = input;
  if (bareLinks === undefined || mends.test(words)) return [];
  const confidence = hints.test(words) || doubt.test(words) ? 'low' : bareLinks;
  return links.map((target) => ({
    kind,
    effect: 'undoes',
    target,
    source,
    rule: 'linked',
    matched: written,
    confidence,
  }));
}

interface Line {
  written: string;
  /** With its links in the short forms that prose uses. */
  words: string;
  links: Target[];
}

function replaceLinks(written: string, repository: string | undefined): Line {
  const links: Target[] = [];
  const words = written.replace(link, (whole, at: string, number?: string, sha?: string) => {
    const target = targetOf({ repository: at, number, sha }, repository);
    if (target === undefined) return whole;
    links.push(target);
    return target.form === 'number' ? `#${target.key}` : `commit ${target.key}`;
  });
  return { written, words, links };
}

type Named = Record<string, string | undefined>;

/** A sha needs a digit and a letter: `defaced` is a word and `20260131` a date. */
function targetOf(named: Named, repository: string | undefined): Target | undefined {
  const { repository: at, number, sha = '' } = named;
  if (at !== undefined && repository !== undefined && !isSame(at, repository)) return undefined;
  if (number !== undefined) return { form: 'number', key: String(Number(number)) };
  return /\d/.test(sha) && /[a-f]/i.test(sha) ? { form: 'sha', key: sha.toLowerCase() } : undefined;
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
