import { describe, expect, it } from 'vitest';
import { changesSentence, listed, regressionsSentence } from '@/components/words/list-words';
import { Filter } from '@/lib/domain/filter';

const none = { status: null, failureMode: null };

describe('what a list holds', () => {
  it('is said of the regressions behind a point', () => {
    const filter = Filter.parse({ from: '2026-03-02', to: '2026-03-08', authorship: ['agent'] });
    expect(regressionsSentence(filter, none, 7)).toBe(
      '7 regressions of changes by agents, merged 2–8 Mar 2026, within 30 days of the merge.',
    );
  });

  it('says when more is listed than is counted', () => {
    expect(
      regressionsSentence(Filter.parse({}), { ...none, status: ['suspected', 'dismissed'] }, 2),
    ).toBe(
      '2 suspected or dismissed regressions of changes by agents and people, merged in the last twelve months of data, whenever they came.',
    );
    expect(regressionsSentence(Filter.parse({ suspected: 'counted' }), none, 1)).toBe(
      '1 regression of changes by agents and people, merged in the last twelve months of data, within 30 days of the merge, suspected ones among them.',
    );
  });

  it('names the failure modes that it is narrowed down to', () => {
    const filter = Filter.parse({ authorship: ['agent'], from: '2026-03-02' });
    const failureMode = ['ripple', 'not-known'] as const;
    expect(regressionsSentence(filter, { ...none, failureMode }, 2)).toBe(
      '2 regressions with the failure mode ripple or not known yet of changes by agents, merged since 2 Mar 2026, within 30 days of the merge.',
    );
  });

  it('names repositories and agents', () => {
    const filter = Filter.parse({
      repository: 'acme/web,acme/api',
      agent: 'codex',
      from: '2026-03-02',
    });
    expect(changesSentence(filter, 1_204)).toBe(
      '1,204 changes by agents and people (codex) in acme/web and acme/api, merged since 2 Mar 2026.',
    );
  });

  it('joins parts as a sentence does', () => {
    expect(listed([])).toBe('');
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
