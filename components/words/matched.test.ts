import { expect, it } from 'vitest';
import { hingeWords } from '@/components/words/matched';

it('what the ratio hangs on is told, and nothing where it hangs on nothing', () => {
  const mostInfluential = { repository: 'acme/web', ratioWithout: 1.36 };
  expect(hingeWords({ mostInfluential, proportional: true })).toBe(
    'Leaving out acme/web, which moves it most, makes it 1.4 times.',
  );
  expect(hingeWords({ mostInfluential: null, proportional: true })).toBe('');
  expect(hingeWords({ mostInfluential: null, proportional: false })).toMatch(
    /^The ratio is not the same on all days after merge/,
  );
});
