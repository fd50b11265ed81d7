import type { Confidence } from '@/lib/domain/evidence';
import { type Mention, type Target, withoutNumbers } from '@/lib/linking/mention';
import { isPartial } from '@/lib/linking/revert-title';
import { readUndoing } from '@/lib/linking/undoing';

type Standing = 'revert' | 'reapply' | 'none';

export interface Undone {
  /** What the body alone makes of the change. */
  standing: Standing;
  /** What it names, by what the change is after all: title and branch tell more surely. */
  mentions: (standing: Standing) => Mention[];
}

/** What the lines of a change's body say that it undoes or brings back. */
export function readUndone(lines: readonly string[]): Undone {
  const formal = lines.some((line) => /^Reason for revert(?:ing)?:/i.test(line));
  const named = lines.flatMap(readLine);
  const [first = ''] = lines;
  const telling = named.find(({ line, button }) => line === first || button);
  // A change that undoes a part of another has a purpose of its own.
  const whole = !isPartial(telling?.line ?? first);
  const standing =
    (whole ? telling?.standing : undefined) ??
    (formal || (whole && namesCommits.test(first)) ? 'revert' : 'none');
  return {
    standing,
    mentions: (judged) => [
      ...readShas(lines, judged),
      ...named.map(({ line, target, standing: own, rule }) =>
        mention(
          target,
          effectOf(judged === 'none' ? own : judged),
          { rule, matched: line },
          judged === 'none' ? 'medium' : 'high',
        ),
      ),
    ],
  };
}

const effectOf = (standing: Standing) => (standing === 'reapply' ? 'relands' : 'undoes');

function mention(
  target: Target,
  effect: Mention['effect'],
  { rule, matched }: { rule: string; matched: string },
  confidence: Confidence,
): Mention {
  return {
    kind: 'revert',
    effect,
    target,
    source: 'body',
    rule: isPartial(matched) ? `partial-${rule}` : rule,
    matched,
    confidence,
  };
}

/** A line that by itself says what the change is and what it is about. */
interface Named {
  line: string;
  target: Target;
  standing: 'revert' | 'reapply';
  rule: string;
  /** A host's button wrote it: it holds wherever it stands. */
  button: boolean;
}

const subject =
  '(?:This (?:(?:PR|pull request|merge request|MR|change|commit|patch|diff) )?)?(?:partially )?';
const undoes = 'reverts?|reverting|rolls back|backs out|back ?out|undoes';
const place = String.raw`(?:https?://\S{1,200}/(?:pull|merge_requests)/|[\w.-]{1,100}/[\w./-]{1,100}[#!]|[#!])`;

const forms: readonly { rule: string; pattern: RegExp; target: 'number' | 'revision' | 'sha' }[] = [
  {
    rule: 'revert-number',
    pattern: new RegExp(
      `^${subject}(?:${undoes}):? (?:(?:parts?|some|most) of )?(?:the )?(?:changes? (?:made |introduced )?(?:in|from|by) )?(?:(?:PR|pull request|MR|merge request) )?${place}(\\d{1,9})\\b`,
      'i',
    ),
    target: 'number',
  },
  {
    rule: 'revert-number',
    pattern: /^This reverts merge request [^\s!]{0,200}!(\d{1,9})\b/i,
    target: 'number',
  },
  {
    rule: 'revert-revision',
    pattern: new RegExp(
      `^(?:${subject}(?:${undoes}):? (?:the )?(?:diff |revision )?|Original Phabricator Diff: )(D\\d{1,9})\\b`,
      'i',
    ),
    target: 'revision',
  },
  {
    rule: 'revert-revision',
    pattern: /^This reverts (?:change |Change-Id:? )(I[0-9a-f]{40})\b/i,
    target: 'revision',
  },
  {
    rule: 'backed-out',
    pattern: /^(?:Backed out changeset|Original commit changeset:) ([0-9a-f]{7,40})\b/i,
    target: 'sha',
  },
  {
    rule: 'reland',
    pattern: /^This (?:is a )?re-?lands?(?: of)? (?:commit )?([0-9a-f]{7,64})\b/i,
    target: 'sha',
  },
];
/** `Reverts #12 and #13`. */
const nextNumber = new RegExp(`^(?:, and |,? ?& ?|,? and |, ?)${place}(\\d{1,9})\\b`, 'i');
const button = /^Reverts:? [\w.-]{1,100}\/[\w.-]{1,100}#\d{1,9}$/i;

function readLine(line: string): Named[] {
  for (const { rule, pattern, target: form } of forms) {
    const [words, found] = pattern.exec(line) ?? [];
    if (words === undefined || found === undefined) continue;
    const standing = rule === 'reland' ? 'reapply' : 'revert';
    const more = form === 'number' ? numbersAfter(line.slice(words.length)) : [];
    return [found, ...more].map((key) => ({
      line,
      target: { form, key: keyOf(form, key) },
      standing,
      rule,
      button: button.test(line),
    }));
  }
  return [];
}

function numbersAfter(text: string): string[] {
  const numbers: string[] = [];
  let rest = text;
  for (let next = nextNumber.exec(rest); next !== null; next = nextNumber.exec(rest)) {
    numbers.push(next[1] ?? '');
    rest = rest.slice(next[0].length);
  }
  return numbers;
}

function keyOf(form: 'number' | 'revision' | 'sha', found: string): string {
  if (form === 'number') return String(Number(found));
  return form === 'sha'
    ? found.toLowerCase()
    : `${found.slice(0, 1).toUpperCase()}${found.slice(1)}`;
}

const namesCommits =
  /(?:\bThis (?:(?:PR|change|commit|patch) )?(?:partially )?reverts|^Reverts?):? (?:the )?(?:following )?(?:commits?|changesets?):?(?:\s|$)/i;
const nextCommit = /^(?:[\s,]|and\b|&)*\b([0-9a-f]{7,64})\b/i;
const listed = /^[-*•] (?:commit )?[0-9a-f]{7,64}\b/i;

/** The shas of `This reverts commit a, b and c.`; not those that a merge is said to have reversed. */
function shasOf(lines: readonly string[], at: number): string[] {
  const line = lines[at] ?? '';
  const start = namesCommits.exec(line);
  if (start === null) return [];
  let rest = line.slice(start.index + start[0].length);
  const below = lines.slice(at + 1);
  if (rest.trim() === '') {
    const end = below.findIndex((next) => !listed.test(next));
    rest = below
      .slice(0, end === -1 ? undefined : end)
      .map((next) => /[0-9a-f]{7,64}/i.exec(next)?.[0] ?? '')
      .join(', ');
    // The sha alone may have been wrapped into the next line.
    if (rest === '') rest = below[0] ?? '';
  } else if (/(?:,|\band)$/.test(rest)) {
    // A list that ends in a comma or an "and" goes on in the next line.
    rest = `${rest} ${below[0] ?? ''}`;
  }
  const shas: string[] = [];
  for (let found = nextCommit.exec(rest); found !== null; found = nextCommit.exec(rest)) {
    shas.push((found[1] ?? '').toLowerCase());
    rest = rest.slice(found[0].length);
  }
  return shas;
}

/**
 * Commits that the body says are reverted. A squash repeats the messages of the commits it folds, so
 * the line above tells whether it was a revert or a reapply, and where the title does not revert the
 * sentence is mostly about a commit of the same pull request.
 */
function readShas(lines: readonly string[], standing: Standing): Mention[] {
  const squashed = lines.some((line) => /^[*-] /.test(line));
  return lines.flatMap((line, at) => {
    const above = lines[at - 1]?.replace(/^[*-]\s+/, '') ?? '';
    const heading = readUndoing(withoutNumbers(above))?.standing;
    const effect = effectOf(heading ?? standing);
    const rule = standing === 'none' ? 'revert-body-only' : 'revert-commit';
    return shasOf(lines, at).map((key) =>
      mention(
        { form: 'sha', key },
        effect,
        { rule, matched: line },
        standing === 'none' ? (squashed ? 'low' : 'medium') : 'high',
      ),
    );
  });
}
