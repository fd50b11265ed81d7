import { describe, expect, it } from 'vitest';
import { changesSentence, listed, regressionsSentence } from '@/components/words/list-words';
import { Filter } from '@/lib/domain/filter';

const none = { status: null, failureMode: null, checks: null };
const teams = [{ id: 'web-2', name: 'The web' }];

/** Of each field of the filter a value that is not its default. */
const narrowing: Record<keyof Filter, string> = {
  from: '2026-03-02',
  to: '2026-03-08',
  repository: 'acme/web',
  team: 'web-2',
  agent: 'codex',
  authorship: 'human',
  mode: 'paired',
  kindOfWork: 'docs',
  size: '1000+',
  area: 'src',
  reviewed: 'no',
  branch: 'main',
  confidence: 'high',
  kind: 'revert',
  window: '7',
  suspected: 'counted',
};

describe('what a list holds', () => {
  it('is said of the regressions behind a point', () => {
    const filter = Filter.parse({ from: '2026-03-02', to: '2026-03-08', authorship: ['agent'] });
    expect(regressionsSentence(filter, none, 7, [])).toBe(
      '7 regressions of changes by agents, merged 2–8 Mar 2026, within 30 days of the merge.',
    );
  });

  it('says when more is listed than is counted', () => {
    expect(
      regressionsSentence(Filter.parse({}), { ...none, status: ['suspected', 'dismissed'] }, 2, []),
    ).toBe(
      '2 suspected or dismissed regressions of changes by agents and people, merged in the last twelve months of data, whenever they came.',
    );
    expect(regressionsSentence(Filter.parse({ suspected: 'counted' }), none, 1, [])).toBe(
      '1 regression of changes by agents and people, merged in the last twelve months of data, within 30 days of the merge, suspected ones among them.',
    );
  });

  it('names the failure modes that it is narrowed down to', () => {
    const filter = Filter.parse({ authorship: ['agent'], from: '2026-03-02' });
    const failureMode = ['ripple', 'not-known'] as const;
    expect(regressionsSentence(filter, { ...none, failureMode }, 2, [])).toBe(
      '2 regressions with the failure mode ripple or not known yet of changes by agents, merged since 2 Mar 2026, within 30 days of the merge.',
    );
  });

  it('names the checks that it is narrowed down to', () => {
    const filter = Filter.parse({ authorship: ['agent'], from: '2026-03-02' });
    expect(regressionsSentence(filter, { ...none, checks: ['passed'] }, 2, [])).toBe(
      '2 regressions of changes by agents, whose checks had all passed, merged since 2 Mar 2026, within 30 days of the merge.',
    );
  });

  it('names repositories and agents', () => {
    const filter = Filter.parse({
      repository: 'acme/web,acme/api',
      agent: 'codex',
      from: '2026-03-02',
    });
    expect(changesSentence(filter, 1_204, [])).toBe(
      '1,204 changes by agents and people (Codex) in acme/web and acme/api, merged since 2 Mar 2026.',
    );
  });

  it('tells every field of the filter', () => {
    const whole = regressionsSentence(Filter.parse({}), none, 2, teams);
    expect(Object.keys(narrowing)).toEqual(Object.keys(Filter.shape));
    const silent = Object.entries(narrowing).filter(
      ([field, value]) =>
        regressionsSentence(Filter.parse({ [field]: value }), none, 2, teams) === whole,
    );
    expect(silent).toEqual([]);
  });

  it('names teams, kinds, sizes and areas as people do', () => {
    const filter = Filter.parse({
      ...{ team: 'web-2', authorship: 'agent', mode: 'paired', kind: 'revert,broken-main' },
      ...{ kindOfWork: 'fix,docs', size: '1000+', area: 'src,docs', reviewed: 'no' },
      ...{ branch: 'main', confidence: 'high', from: '2026-03-02' },
    });
    expect(regressionsSentence(filter, none, 7, teams)).toBe(
      '7 regressions of the kind revert or broken main of changes by agents of the team The web, paired where by agents, whose kind of work is fix or documentation, of 1,000 lines or more, touching src or docs, reviewed by nobody else before merge, into main, by sure marks of agents alone, merged since 2 Mar 2026, within 30 days of the merge.',
    );
  });

  it('joins parts as a sentence does', () => {
    expect(listed([])).toBe('');
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
