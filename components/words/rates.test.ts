import { describe, expect, it } from 'vitest';
import { intervalWords, isTellable, ofWords, percentWords, plural } from '@/components/words/rates';

describe('rates in words', () => {
  it('give a decimal only where a thousand changes carry it', () => {
    expect(percentWords(0.0641, 999)).toBe('6%');
    expect(percentWords(0.0641, 1_000)).toBe('6.4%');
  });

  it('never make a small rate look like none', () => {
    expect(percentWords(0.001, 400)).toBe('<1%');
    expect(percentWords(0.0001, 40_000)).toBe('<0.1%');
    expect(percentWords(0, 400)).toBe('0%');
  });

  it('never make nearly all look like all', () => {
    expect(percentWords(0.999, 400)).toBe('>99%');
    expect(percentWords(0.9999, 40_000)).toBe('>99.9%');
    expect(percentWords(1, 400)).toBe('100%');
  });

  it('say a range with one percent sign', () => {
    expect(intervalWords(0.02, 0.11, 120)).toBe('2–11%');
  });

  it('say counts with their thousands apart', () => {
    expect(ofWords({ regressions: 99, changes: 1_577 })).toBe('99 of 1,577');
    expect(plural(1, 'change')).toBe('1 change');
    expect(plural(8, 'repository', 'repositories')).toBe('8 repositories');
  });

  it('are no headline below twenty changes', () => {
    const rate = { regressions: 1, rate: 0.05, lower: 0.01, upper: 0.2 };
    expect(isTellable({ ...rate, changes: 19 })).toBe(false);
    expect(isTellable({ ...rate, changes: 20 })).toBe(true);
    expect(isTellable({ ...rate, changes: 50, rate: null })).toBe(false);
  });
});
