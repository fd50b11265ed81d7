import { describe, expect, it } from 'vitest';
import { presetOf, presetSpan, spanWords, timePresets } from '@/components/filters/time-presets';

const known = { first: '2024-01-15', last: '2026-05-31' };

describe('time presets', () => {
  it('are recognised in the span that they set', () => {
    for (const preset of timePresets) {
      expect(presetOf(presetSpan(preset, known), known)).toBe(preset);
    }
  });

  it('end with the newest complete day, which they count', () => {
    expect(presetSpan(timePresets[0], known)).toEqual({ from: '2026-03-03', to: null });
  });

  it('begin with the first merge when everything is asked for', () => {
    expect(presetSpan(timePresets[3], known).from).toBe('2024-01-15');
  });

  it('give way to the words of a span of one’s own', () => {
    expect(spanWords({ from: '2026-03-02', to: '2026-03-08' }, known)).toBe('2–8 Mar 2026');
    expect(spanWords({ from: '2026-03-02', to: null }, known)).toBe('since 2 Mar 2026');
    expect(spanWords({ from: null, to: '2026-03-08' }, known)).toBe('up to 8 Mar 2026');
  });
});
