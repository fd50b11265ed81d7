import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineOwners } from '@/lib/history/line-owners';

const step = fc.record({
  before: fc.nat(12),
  removed: fc.nat(6),
  added: fc.nat(6),
});

test('lines have the owners that a list of all lines would tell', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const owners = new LineOwners();
      const all: (string | undefined)[] = Array.from({ length: 500 });
      steps.forEach(({ before, removed, added }, index) => {
        const owner = { sha: String(index), atMs: index };
        const expected = all.splice(
          before,
          removed,
          ...Array.from({ length: added }, () => owner.sha),
        );
        const runs = owners.replace(before, removed, added === 0 ? [] : [{ owner, count: added }]);
        expect(runs.flatMap((run) => Array(run.count).fill(run.owner?.sha))).toEqual(expected);
      });
    }),
  );
});
