import type { KindOfWork } from '@/lib/domain/change';
import { writtenLines } from '@/lib/domain/written-lines';
import { readCauses } from '@/lib/linking/cause';
import { type Mention, strongestFirst } from '@/lib/linking/mention';

export interface FixInput {
  title: string;
  body?: string;
  number?: number;
  kindOfWork: KindOfWork;
  /** `owner/name`: what is named in another repository is left out where this is known. */
  repository?: string;
}

/**
 * The changes that a change names as what made it necessary. An update of dependencies repeats the
 * release notes of others, whose numbers and commits are not ours.
 */
export function readFix({ title, body = '', number, kindOfWork, repository }: FixInput): Mention[] {
  if (kindOfWork === 'dependencies') return [];
  const causesIn = (source: string, text: string) =>
    readCauses({
      text,
      kind: 'hotfix',
      source,
      vagueWords: kindOfWork === 'fix' ? 'medium' : 'low',
      ...(repository === undefined ? {} : { repository }),
    });
  const own = number === undefined ? undefined : String(number);
  return strongestFirst([
    ...writtenLines(body).flatMap(readFixes),
    ...causesIn('title', title),
    ...causesIn('body', body),
  ]).filter(({ target }) => target.form !== 'number' || target.key !== own);
}

/** The trailer that kernel-style projects write: `Fixes: 1a2b3c4d5e6f ("subject")`. */
const fixes = /^Fixes:? (?:commit )?([0-9a-f]{7,64})(?![\w-]|\.\w)( ?\()?/i;

function readFixes(line: string): Mention[] {
  const [, sha, subject] = fixes.exec(line) ?? [];
  // A number alone may be an issue's; with a subject behind it, it is a commit.
  if (sha === undefined || (subject === undefined && !(/[a-f]/i.test(sha) && /\d/.test(sha)))) {
    return [];
  }
  return [
    {
      kind: 'hotfix',
      effect: 'undoes',
      target: { form: 'sha', key: sha.toLowerCase() },
      source: 'trailer',
      rule: 'fixes-commit',
      matched: line,
      confidence: 'high',
    },
  ];
}

const ends = 'fix(?:e[sd])?|resolve[sd]?|close[sd]?|ends?|mitigate[sd]?';
const id = String.raw`#?([\w-]{0,60}\d[\w-]{0,60})(?![\w/:])`;
/** Ids as incident tools give them: `INC-42`, `PD-123`, `SEV-7`. */
const ownId = String.raw`((?:INC|INCIDENT|PD|SEV)-?\d{1,9})(?![\w-])`;
const mendings: readonly { rule: string; pattern: RegExp }[] = [
  {
    rule: 'incident-line',
    pattern: new RegExp(`^\\W{0,4}incident(?: id)?\\W{0,3}:\\W{0,4}${id}(?=$| ?[(\\[,;–-])`, 'i'),
  },
  {
    rule: 'ends-incident',
    pattern: new RegExp(`\\b(?:${ends}):? (?:the )?incident:? ${id}`, 'i'),
  },
  { rule: 'ends-incident', pattern: new RegExp(`\\b(?:${ends}):? ${ownId}`, 'i') },
];
const date = /^\d{4}-\d{2}/;
const incidentLink = /https?:\/\/[^\s()<>\]]{1,500}?\/incidents?\/[^\s()<>\]]{1,500}/gi;
const elsewhere = /\b(?:see|similar|related|unlike|follow[- ]?up|not|part of)\b|n't\b/i;

/** The incidents that a change says it ends, by their ids as written, or by their addresses. */
export function readMended({ title, body = '' }: { title: string; body?: string }): Mention[] {
  const lines = [title.slice(0, 1_000), ...writtenLines(body)];
  return strongestFirst(
    lines.flatMap((line, at) => {
      const words = line.replace(incidentLink, ' ');
      if (elsewhere.test(words)) return [];
      const make = (key: string, rule: string): Mention => ({
        kind: 'incident',
        effect: 'mends',
        target: { form: 'incident', key },
        source: at === 0 ? 'title' : 'body',
        rule,
        matched: line,
        confidence: rule === 'incident-link' ? 'medium' : 'high',
      });
      return [
        ...mendings.flatMap(({ rule, pattern }) => {
          const key = pattern.exec(words)?.[1];
          return key === undefined || date.test(key) ? [] : [make(key, rule)];
        }),
        ...(line.match(incidentLink) ?? []).map((url) =>
          make(url.replace(/[.,;:!?'"]{1,9}$/, ''), 'incident-link'),
        ),
      ];
    }),
  );
}
