import { describe, expect, it } from 'vitest';
import { type FailureFacts, suggestFailureMode } from '@/lib/linking/failure-mode';

const facts = (more: Partial<FailureFacts> = {}): FailureFacts => ({
  kind: 'incident',
  changeTitle: 'Raise the retry budget',
  paths: ['api/retry.ts'],
  repairedPaths: [],
  texts: [],
  checks: [],
  ...more,
});
const said = (text: string, more: Partial<FailureFacts> = {}) =>
  suggestFailureMode(facts({ texts: [{ source: 'incident title', text }], ...more }));

describe('what a title says', () => {
  it.each([
    ['Requests to cart time out', 'operations', 'time out'],
    ['Checkout was OOMKilled twice', 'operations', 'OOMKilled'],
    ['The migration locked the orders table', 'deploy-safety', 'migration'],
    ['Stays broken after the feature flag is off', 'deploy-safety', 'feature flag'],
    ['We removed this cache, see ADR-12', 'lost-context', 'We removed · ADR-12'],
    ['Breaks another service', 'ripple', 'another service'],
    ['The test does not notice', 'test-gap', 'test does not notice'],
    ['Wrong totals for some accounts', 'intent', 'Wrong totals'],
    ['Only happens with old clients', 'legacy', 'old clients'],
  ])('%s: %s', (text, failureMode, matched) => {
    expect(said(text)).toMatchObject({
      failureMode,
      matched,
      source: 'incident title',
      confidence: 'medium',
    });
  });

  it('is nothing where no word tells', () => {
    expect(said('Stale values in cart')).toBeUndefined();
    expect(suggestFailureMode(facts())).toBeUndefined();
  });

  it('is not what it repeats of the change or of its revert', () => {
    const changeTitle = 'Add a timeout to logins';
    expect(said('Revert "Add a timeout to logins"', { changeTitle })).toBeUndefined();
    expect(said('Fixes Add a timeout to logins', { changeTitle })).toBeUndefined();
    expect(said('Reverts acme/migrations#12\n\nWrong totals.', { changeTitle })).toMatchObject({
      failureMode: 'intent',
    });
  });

  it('is unsure where it tells of two modes alike', () => {
    expect(said('Slow migration')).toMatchObject({ confidence: 'low' });
    expect(said('Slow migration, latency above the limit, timeouts')).toMatchObject({
      failureMode: 'operations',
      confidence: 'medium',
    });
  });
});

it('is unsure of one word in a long text, and surer of several', () => {
  const long = 'All of the shop was down for a while and nobody could say why at first. '.repeat(6);
  expect(said(`${long} Slow.`)).toMatchObject({ failureMode: 'operations', confidence: 'low' });
  expect(said(`${long} Slow, with timeouts.`)).toMatchObject({ confidence: 'medium' });
});

it('reads on where the first text says nothing', () => {
  const texts = [
    { source: 'incident title', text: 'Orders are down' },
    { source: 'reason', text: 'the requirement was another one' },
  ];
  expect(suggestFailureMode(facts({ texts }))).toMatchObject({
    failureMode: 'intent',
    source: 'reason',
    rule: 'words-of-meaning',
  });
});

describe('a repair', () => {
  it('in other areas alone is a ripple', () => {
    const hotfix = facts({ kind: 'hotfix', repairedPaths: ['web/cart.ts', 'web/cart.css'] });
    expect(suggestFailureMode(hotfix)).toEqual({
      failureMode: 'ripple',
      source: 'diff',
      rule: 'repaired-elsewhere',
      matched: 'changed api; repaired in web',
      confidence: 'medium',
    });
    expect(suggestFailureMode({ ...hotfix, paths: [] })).toBeUndefined();
    expect(suggestFailureMode({ ...hotfix, paths: ['api/a.ts', 'web/b.ts'] })).toBeUndefined();
  });

  it('of tests that had passed hints at a gap in them', () => {
    const repairedPaths = ['api/retry.ts', 'api/retry.test.ts'];
    const hotfix = facts({
      kind: 'hotfix',
      repairedPaths,
      checks: [{ name: 'unit', passed: true }],
    });
    expect(suggestFailureMode(hotfix)).toMatchObject({
      failureMode: 'test-gap',
      confidence: 'low',
      matched: 'passed: unit; repaired: api/retry.test.ts',
    });
    const red = [...hotfix.checks, { name: 'lint', passed: false }];
    expect(suggestFailureMode({ ...hotfix, checks: red })).toBeUndefined();
  });
});
