import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBrokenMain, type SeenCheck } from '@/lib/linking/broken-main';

const sha = 'b'.repeat(40);
const parentSha = 'a'.repeat(40);
const conclusions = { P: 'passed', F: 'failed', S: 'skipped', C: 'cancelled' } as const;

/** Runs of a check in order, one a letter: on the parent, then on the merge commit from minute `at` on. */
function runs(name: string, onParent: string, onMerge: string, at = 10): SeenCheck[] {
  const make = (commit: string, letters: string, from: number) =>
    [...letters].flatMap((letter, index): SeenCheck[] =>
      letter === 'P' || letter === 'F' || letter === 'S' || letter === 'C'
        ? [
            {
              sha: commit,
              name,
              conclusion: conclusions[letter],
              finishedAt: new Date(Date.UTC(2026, 0, 1, 0, from + index)).toISOString(),
            },
          ]
        : [],
    );
  return [...make(parentSha, onParent, 0), ...make(sha, onMerge, at)];
}

const read = (checks: readonly SeenCheck[]) => readBrokenMain({ sha, parentSha, checks });

describe('a broken main', () => {
  test.each<[string, string, string, string]>([
    ['failed, and failed again on a rerun', 'P', 'FF', 'high'],
    ['failed once, without a rerun', 'P', 'F', 'low'],
    ['failed on the parent first, and passed there at last', 'FP', 'FF', 'high'],
    ['what was skipped or cancelled counts for nothing', 'PSC', 'SFCF', 'high'],
  ])('%s', (_name, onParent, onMerge, confidence) => {
    expect(read(runs('test', onParent, onMerge))).toMatchObject([
      {
        check: `${sha} test`,
        mention: {
          kind: 'broken-main',
          effect: 'undoes',
          target: { form: 'sha', key: sha },
          source: 'check',
          confidence,
        },
      },
    ]);
  });

  test.each<[string, string, string]>([
    ['a rerun passed: flaky', 'P', 'FP'],
    ['it passed before it failed', 'P', 'PF'],
    ['the parent had failed', 'F', 'FF'],
    ['the parent failed at last', 'PF', 'FF'],
    ['nobody knows of the parent', '', 'FF'],
    ['the parent was only skipped', 'S', 'FF'],
    ['all is well', 'P', 'P'],
    ['it was cancelled', 'P', 'C'],
    ['it has not run', 'P', ''],
  ])('not where %s', (_name, onParent, onMerge) => {
    expect(read(runs('test', onParent, onMerge))).toEqual([]);
  });

  test('a change breaks it once: the first surest check is the cause, and all are named', () => {
    const checks = [
      ...runs('lint', 'P', 'F', 10),
      ...runs('unit', 'P', 'FF', 12),
      ...runs('e2e', 'P', 'FFF', 20),
      ...runs('docs', 'P', 'FP', 10),
    ];
    expect(read(checks)).toMatchObject([
      {
        check: `${sha} unit`,
        at: '2026-01-01T00:12:00.000Z',
        mention: {
          rule: 'check-failed-again',
          matched: 'passed before and failed with it: unit (2 times), e2e (3 times), lint',
        },
      },
    ]);
  });

  test('many checks are counted', () => {
    const checks = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((name) => runs(name, 'P', 'F'));
    expect(read(checks)[0]?.mention.matched).toBe(
      'passed before and failed with it: a, b, c, d, e and 2 more',
    );
  });
});

test('the order in which runs arrive never matters, nor that one arrives twice', () => {
  const letters = fc.string({ unit: fc.constantFrom('P', 'F', 'S', 'C'), maxLength: 4 });
  fc.assert(
    fc.property(letters, letters, letters, letters, (p, m, q, n) => {
      const checks = [...runs('test', p, m), ...runs('lint', q, n)];
      const found = read(checks);
      expect(read(checks.toReversed())).toEqual(found);
      expect(read([...checks, ...checks])).toEqual(found);
      expect(found.length).toBeLessThanOrEqual(1);
    }),
  );
});
