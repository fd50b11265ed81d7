import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRollbacks, type SeenDeployment } from '@/lib/linking/rollback';

/** Deployments in order, each by the letter of its version; a lower-case one failed. */
function deployed(versions: string): SeenDeployment[] {
  return [...versions].map((version, at) => ({
    key: `d${at}`,
    sha: version.toUpperCase().repeat(40),
    conclusion: version === version.toUpperCase() ? 'succeeded' : 'failed',
    finishedAt: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
    environment: 'production',
    service: null,
  }));
}

/** The rollbacks as the number of the deployment and the version to blame. */
function rollbacks(versions: string): string[] {
  return readRollbacks(deployed(versions)).map(
    ({ deployment, mention }) => `${deployment} ${mention.target.key[0]} ${mention.confidence}`,
  );
}

describe('rollbacks', () => {
  test.each<[string, string, string[]]>([
    ['to the version before', 'ABA', ['d2 B high']],
    ['further back: the first that came after is to blame', 'ABCA', ['d3 B medium']],
    ['twice, step by step', 'ABCBA', ['d3 C high', 'd4 B medium']],
    ['and forward again is none', 'ABAB', ['d2 B high']],
    [
      'forward to something in between holds the latest back',
      'ABCAB',
      ['d3 B medium', 'd4 C medium'],
    ],
    ['again, after it was rolled forward', 'ABABA', ['d2 B high', 'd4 B high']],
    ['repeated is one', 'ABAA', ['d2 B high']],
    ['then a new version', 'ABAC', ['d2 B high']],
    ['past a redeployed culprit', 'ABBA', ['d3 B high']],
    ['from what was deployed since the version last ran', 'AABA', ['d3 B high']],
    ['a failed one in between never ran', 'ABcA', ['d3 B high']],
  ])('%s', (_name, versions, expected) => {
    expect(rollbacks(versions)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['new versions', 'ABC'],
    ['the same version again', 'AABB'],
    ['a failed deployment and the last version again', 'AbA'],
    ['a rollback that failed', 'ABa'],
    ['a version that had only failed before', 'aBA'],
    ['nothing', ''],
  ])('%s is none', (_name, versions) => {
    expect(rollbacks(versions)).toEqual([]);
  });

  test('the evidence says what was put back', () => {
    const [found] = readRollbacks(deployed('ABA'));
    expect(found?.mention).toMatchObject({
      kind: 'rollback',
      effect: 'undoes',
      target: { form: 'sha' },
      source: 'deployment',
      matched: 'deployment d2 put AAAAAAAA back, which BBBBBBBB had replaced',
    });
  });
});

const versions = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'D', 'a', 'b') });

test('the order in which deployments arrive never matters, nor that one arrives twice', () => {
  fc.assert(
    fc.property(versions, (text) => {
      const deployments = deployed(text);
      const found = readRollbacks(deployments);
      expect(readRollbacks(deployments.toReversed())).toEqual(found);
      expect(readRollbacks([...deployments, ...deployments])).toEqual(found);
    }),
  );
});

test('a version never rolls itself back, and what is to blame had run since', () => {
  fc.assert(
    fc.property(versions, (text) => {
      const deployments = deployed(text);
      for (const { deployment, mention } of readRollbacks(deployments)) {
        const at = deployments.findIndex(({ key }) => key === deployment);
        expect(deployments[at]?.sha).not.toBe(mention.target.key);
        expect(deployments.slice(0, at).map(({ sha }) => sha)).toContain(mention.target.key);
      }
    }),
  );
});
