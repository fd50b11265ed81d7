import { grouped } from '@/lib/linking/grouped';
import type { Mention } from '@/lib/linking/mention';

/** A finished run of a check on a commit. */
export interface SeenCheck {
  sha: string;
  name: string;
  conclusion: 'passed' | 'failed' | 'skipped' | 'cancelled';
  finishedAt: string;
  url?: string | null;
}

export interface BrokenMain {
  /** The key of the cause: the merge commit and the name of the check that failed first. */
  check: string;
  /** When that check failed first. */
  at: string;
  mention: Mention;
}

export interface BrokenMainInput {
  /** The merge commit of the change. */
  sha: string;
  parentSha: string;
  checks: readonly SeenCheck[];
}

/**
 * Whether a change broke the default branch: checks that had passed on its parent fail on its merge
 * commit, and none of their runs passes there. A failure that a rerun repeats is sure; one without a
 * rerun may be chance. At most one, however many checks failed.
 */
export function readBrokenMain({ sha, parentSha, checks }: BrokenMainInput): BrokenMain[] {
  const failures = [...grouped(checks, ({ name }) => name).values()]
    .flatMap((runs) => {
      if (inOrder(runs, parentSha).at(-1)?.conclusion !== 'passed') return [];
      const own = inOrder(runs, sha);
      const [first] = own;
      if (first === undefined || own.some(({ conclusion }) => conclusion === 'passed')) return [];
      return [{ ...first, runs: own.length }];
    })
    .toSorted(
      (a, b) =>
        Number(b.runs > 1) - Number(a.runs > 1) ||
        Date.parse(a.finishedAt) - Date.parse(b.finishedAt) ||
        compare(a.name, b.name),
    );
  const [first] = failures;
  if (first === undefined) return [];
  return [
    {
      check: `${sha} ${first.name}`,
      at: first.finishedAt,
      mention: {
        kind: 'broken-main',
        effect: 'undoes',
        target: { form: 'sha', key: sha },
        source: 'check',
        rule: first.runs > 1 ? 'check-failed-again' : 'check-failed-once',
        matched: told(failures),
        confidence: first.runs > 1 ? 'high' : 'low',
      },
    },
  ];
}

const mostNames = 5;

function told(failures: readonly { name: string; runs: number }[]): string {
  const names = failures
    .slice(0, mostNames)
    .map(({ name, runs }) => (runs > 1 ? `${name} (${runs} times)` : name));
  const more = failures.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return `passed before and failed with it: ${list}`;
}

/** The runs on a commit that passed or failed, in order of time; each once. */
function inOrder(runs: readonly SeenCheck[], sha: string): SeenCheck[] {
  const seen = new Set<number>();
  return runs
    .filter(
      (run) => run.sha === sha && (run.conclusion === 'passed' || run.conclusion === 'failed'),
    )
    .toSorted(
      (a, b) =>
        Date.parse(a.finishedAt) - Date.parse(b.finishedAt) || compare(a.conclusion, b.conclusion),
    )
    .filter(({ finishedAt }) => {
      const at = Date.parse(finishedAt);
      return !seen.has(at) && seen.add(at);
    });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
