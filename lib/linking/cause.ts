import type { Confidence } from '@/lib/domain/evidence';
import type { RegressionKind } from '@/lib/domain/regression';
import { writtenLines } from '@/lib/domain/written-lines';
import { type Mention, strongestFirst, type Target } from '@/lib/linking/mention';

/** A pull request by number, or a commit, as prose names one. */
const named = String.raw`(?:#(\d{1,9})\b|\b(?:commit )?([0-9a-f]{7,40})\b)`;
/** A few words that may stand between a blame and what is blamed. */
const gap = String.raw`[^.;\n]{0,40}?`;

interface Blame {
  rule: string;
  pattern: RegExp;
  confidence: Confidence;
}

function blame(rule: string, words: string, confidence: Confidence = 'high'): Blame {
  return { rule, pattern: new RegExp(`\\b(?:${words})\\b${gap}${named}`, 'gi'), confidence };
}

/** The ways in which people name the change that broke something. */
const blames: readonly Blame[] = [
  blame('root-cause', 'root[- ]cause[sd]?|culprit|offending (?:change|commit|pr)'),
  blame('caused-by', 'caused (?:by|in)|due to'),
  blame('broken-by', '(?:broken|broke) (?:by|in|with|since|after)'),
  blame('regressed-in', 'regress(?:ed|es|ion|ions)? (?:in|by|from|since|with|after|of|was)'),
  blame(
    'bisected-to',
    'bisect(?:ed|s|ing)?(?: (?:it|this))?(?: (?:to|points|pointed|shows|says))?',
  ),
  blame('introduced-in', 'introduced (?:in|by|with)', 'medium'),
  blame('since', '(?:fail(?:s|ed|ing)|start(?:s|ed)|stopped|happen(?:s|ed|ing)) since', 'medium'),
];

const doubt = /\b(?:not|isn't|wasn't|n't|maybe|may be|might be|possibly|perhaps|unlikely)\b/i;
const mends =
  /\b(?:fix(?:e[sd]|ing)?|hotfix(?:ed)?|resolve[sd]?|mitigated|patched|closes?|revert(?:s|ed)?)\b/i;

const link =
  /https?:\/\/[^\s/]{1,200}\/([^\s?#()<>]{1,300}?)(?:\/-)?\/(?:(?:pull|merge_requests|pull-requests)\/(\d{1,9})|commits?\/([0-9a-f]{7,64}))(?![\w-])[^\s)>\]]{0,300}/gi;

/**
 * The changes that a text names as what broke something. `bareLinks` is how sure a link is that no
 * word blames; one that is said to have mended it is never taken.
 */
export function readCauses(
  text: string,
  kind: RegressionKind,
  source: string,
  bareLinks: Confidence,
): Mention[] {
  const mentions = writtenLines(text).flatMap((written): Mention[] => {
    const { line, links } = replaceLinks(written);
    const make = (target: Target, rule: string, confidence: Confidence): Mention => ({
      kind,
      effect: 'undoes',
      target,
      source,
      rule,
      matched: written,
      confidence,
    });
    const blamed = blames.flatMap(({ rule, pattern, confidence }) =>
      [...line.matchAll(pattern)].flatMap((match) => {
        const target = targetOf(match[1], match[2]);
        if (target === undefined) return [];
        const sentence = line.slice(line.lastIndexOf('.', match.index) + 1, match.index);
        return [make(target, rule, doubt.test(sentence) ? 'low' : confidence)];
      }),
    );
    const linked = mends.test(line) ? [] : links;
    return [...blamed, ...linked.map((target) => make(target, 'linked', bareLinks))];
  });
  return strongestFirst(mentions);
}

/** Links to pull requests and commits as the short forms that prose uses. */
function replaceLinks(written: string): { line: string; links: Target[] } {
  const links: Target[] = [];
  const line = written.replace(link, (whole, _repository, number?: string, commit?: string) => {
    const target = targetOf(number, commit);
    if (target === undefined) return whole;
    links.push(target);
    return target.form === 'number' ? `#${target.key}` : `commit ${target.key}`;
  });
  return { line, links };
}

/** A sha needs a digit and a letter: `defaced` is a word and `20260131` a date. */
function targetOf(number: string | undefined, commit: string | undefined): Target | undefined {
  if (number !== undefined) return { form: 'number', key: String(Number(number)) };
  const sha = commit?.toLowerCase() ?? '';
  return /\d/.test(sha) && /[a-f]/.test(sha) ? { form: 'sha', key: sha } : undefined;
}
