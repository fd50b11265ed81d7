import type { Confidence } from '@/lib/domain/evidence';
import { writtenLines } from '@/lib/domain/written-lines';
import { type Mention, strongestFirst, type Target } from '@/lib/linking/mention';

export interface BackportInput {
  title: string;
  body?: string;
  branch?: string;
  number?: number;
}

/** Reads which change's work a change repeats on another branch. */
export function readBackport({ title, body = '', branch = '', number }: BackportInput): Mention[] {
  const lines = writtenLines(body);
  const own = number === undefined ? undefined : String(number);
  return strongestFirst([
    ...readPicks(lines),
    ...[title.slice(0, 1_000), ...lines].flatMap((line, at) =>
      readNumbers(line, at === 0 ? 'title' : 'body'),
    ),
    ...readBranch(branch.slice(0, 500)),
  ]).filter(({ target }) => target.form !== 'number' || target.key !== own);
}

function repeats(
  target: Target,
  source: string,
  rule: string,
  matched: string,
  confidence: Confidence,
): Mention {
  return { kind: 'revert', effect: 'repeats', target, source, rule, matched, confidence };
}

const pick = /\(?cherry[- ]picked from (?:commit )?([0-9a-f]{7,64})\b/i;
const squashed = /^\* \S/;

/** A squash lists the commits it folds; only where each of them was picked is it all a repetition. */
function readPicks(lines: readonly string[]): Mention[] {
  const picks = lines.flatMap((line) => {
    const sha = pick.exec(line)?.[1]?.toLowerCase();
    return sha === undefined ? [] : [{ sha, line }];
  });
  const folded = lines.filter((line) => squashed.test(line)).length;
  const confidence = folded > picks.length ? 'low' : 'high';
  return picks.map(({ sha, line }) =>
    repeats({ form: 'sha', key: sha }, 'body', 'cherry-picked', line, confidence),
  );
}

const numbered: readonly RegExp[] = [
  /^\W{0,4}(?:\[[^\]]{1,60}\]\W{0,3})?(?:(?:manual|automated|automatic|clean) )?(?:back-?port(?:s|ed|ing)?|cherry-?[- ]?pick(?:s|ed|ing)?)(?: (?:of|for))?[: ]{0,2}\(?(?:PRs? |pull request )?(?:#|https?:\/\/[^\s#]{1,200}\/(?:pull|merge_requests)\/|[\w.-]{1,100}\/[\w.-]{1,100}#)(\d{1,9})\b/i,
  /^\[PR #(\d{1,9})(?:\/[0-9a-f]{7,40})? back-?port\]/i,
];

function readNumbers(line: string, source: string): Mention[] {
  for (const form of numbered) {
    const number = form.exec(line)?.[1];
    if (number !== undefined) {
      const target = { form: 'number', key: String(Number(number)) } as const;
      return [repeats(target, source, 'backport-number', line, 'high')];
    }
  }
  return [];
}

const branches: readonly RegExp[] = [
  /(?:^|\/)(?:back-?port|cherry-?pick)[-/](?:[\w.-]{1,60}\/)?(?:pr-?)?(\d{2,9})(?:-|$|\/)/i,
  /(?:^|\/)(?:back-?ports?|bp)\/[^\s]{1,200}\/pr-(\d{1,9})$/i,
  /cherry-pick-of-#?(\d{1,9})(?:-|$)/i,
];

function readBranch(branch: string): Mention[] {
  for (const form of branches) {
    const number = form.exec(branch)?.[1];
    if (number !== undefined) {
      const target = { form: 'number', key: String(Number(number)) } as const;
      return [repeats(target, 'branch', 'backport-branch', branch, 'medium')];
    }
  }
  return [];
}
