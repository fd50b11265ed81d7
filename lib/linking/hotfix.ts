import type { KindOfWork } from '@/lib/domain/change';
import type { HotfixMarks } from '@/lib/domain/setting';
import { grouped } from '@/lib/linking/grouped';
import type { Mention } from '@/lib/linking/mention';

/** Lines that a change took away or replaced, by the commit that had written them. */
export interface Repaired {
  sha: string;
  lines: number;
  path: string;
}

export interface HotfixInput {
  labels: readonly string[];
  branch?: string;
  title: string;
  kindOfWork: KindOfWork;
  repaired: readonly Repaired[];
  marks: HotfixMarks;
}

/** A fix that takes lines of more commits than this tells of none: it tidies up, or moves code. */
const mostCommits = 5;
/** Below this share of the lines that a fix takes away, a commit is only close to what was wrong. */
const leastShare = 0.2;

/**
 * The commits that wrote what a hotfix or fix took away: Śliwerski, Zimmermann and Zeller's way from
 * a fix to what it fixes. What was near is often not what was wrong, so it is only ever a suspicion.
 */
export function readHotfix(input: HotfixInput): Mention[] {
  const mark = markOf(input);
  if (mark === undefined) return [];
  const commits = grouped(
    input.repaired.filter(({ lines }) => lines > 0),
    ({ sha }) => sha,
  );
  const total = sum([...commits.values()].flat());
  if (commits.size > mostCommits) return [];
  return [...commits]
    .map(([sha, lines]) => ({ sha, lines, count: sum(lines) }))
    .filter(({ count }) => count >= total * leastShare)
    .toSorted((a, b) => b.count - a.count || (a.sha < b.sha ? -1 : 1))
    .map(({ sha, lines }) => ({
      kind: 'hotfix',
      effect: 'undoes',
      target: { form: 'sha', key: sha },
      source: 'diff',
      rule: 'same-lines',
      matched: `${mark} takes back ${told(lines)}`,
      confidence: 'low',
    }));
}

function markOf({
  labels,
  branch = '',
  title,
  kindOfWork,
  marks,
}: HotfixInput): string | undefined {
  const wanted = new Set(marks.labels.map((label) => label.toLowerCase()));
  const label = labels.find((one) => wanted.has(one.toLowerCase()));
  if (label !== undefined) return `label ${label}:`;
  const name = branch.toLowerCase();
  if (marks.branches.some((start) => name.startsWith(start.toLowerCase()))) {
    return `branch ${branch.slice(0, 200)}:`;
  }
  if (/^\W{0,3}hotfix\b/i.test(title)) return 'hotfix:';
  return kindOfWork === 'fix' ? 'fix:' : undefined;
}

function sum(lines: readonly Repaired[]): number {
  return lines.reduce((total, { lines: count }) => total + count, 0);
}

/** `3 lines in src/a.ts and 2 lines in 1 other file`. */
function told(repaired: readonly Repaired[]): string {
  const [first, ...others] = [...grouped(repaired, ({ path }) => path)]
    .map(([path, lines]) => ({ path, count: sum(lines) }))
    .toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
  if (first === undefined) return '';
  const main = `${counted(first.count, 'line')} in ${first.path}`;
  if (others.length === 0) return main;
  const rest = others.reduce((total, { count }) => total + count, 0);
  return `${main} and ${counted(rest, 'line')} in ${counted(others.length, 'other file')}`;
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;
