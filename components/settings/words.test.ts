import { describe, expect, it } from 'vitest';
import { goneWords, hasPage, reportedWords, turnWords } from '@/components/settings/audit-words';
import { movedWords, progressWords, remainingWords } from '@/components/settings/rejudging-words';
import { draftFrom, emptyDraft, isSimple, readDraft } from '@/components/settings/rule-draft';
import { ruleWords, scopeWords } from '@/components/settings/rule-words';
import type { AuditRow } from '@/lib/api/audit';
import type { Rejudgement } from '@/lib/api/rejudgements';
import { Rule } from '@/lib/domain/rule';

describe('a rule that is written', () => {
  it('is filled in from a URL, as far as that says it right', () => {
    const draft = draftFrom({
      found: 'account',
      pattern: 'acme-bot',
      agent: 'claude-code',
      mode: '?',
    });
    expect(draft).toEqual({ ...emptyDraft, pattern: 'acme-bot', agent: 'Claude Code' });
    expect(isSimple(draft)).toBe(true);
    expect(draftFrom({ found: ['branch', 'label'], pattern: undefined })).toEqual(emptyDraft);
  });

  it('is read without what is not said, and with the agent by its slug', () => {
    const draft = {
      ...emptyDraft,
      pattern: 'acme-bot',
      agent: 'GitHub Copilot',
      reason: 'we know',
    };
    expect(readDraft(draft).value).toEqual({
      found: 'account',
      pattern: 'acme-bot',
      authorship: 'agent',
      agent: 'copilot',
      mode: 'paired',
      confidence: 'high',
      reason: 'we know',
    });
  });

  it.each([
    [{ pattern: '' }, 'pattern'],
    [{ pattern: '*' }, 'pattern'],
    [{ agent: '' }, 'agent'],
    [{ reason: '' }, 'reason'],
    [{ repository: 'web' }, 'repository'],
    [{ from: '2026-02-01', until: '2026-01-01' }, 'from'],
  ])('is refused with %o by the name of the field', (wrong, path) => {
    const right = { ...emptyDraft, pattern: 'acme-bot', agent: 'codex', reason: 'we know' };
    expect(readDraft({ ...right, ...wrong }).fault?.path).toBe(path);
  });

  it('names no agent where it is about a person', () => {
    const draft = { ...emptyDraft, pattern: 'claude', agent: 'codex', reason: 'a colleague' };
    const { value } = readDraft({ ...draft, authorship: 'human' });
    expect(value).toMatchObject({ authorship: 'human' });
    expect(value).not.toHaveProperty('agent');
  });
});

describe('a rule in words', () => {
  const rule = (told: object) => Rule.parse({ found: 'account', reason: 'we know', ...told });
  it('says whose mark it is, and where it holds', () => {
    const bot = rule({ pattern: 'acme-bot', agent: 'claude-code', from: '2026-03-02' });
    expect(ruleWords(bot)).toBe('account acme-bot is Claude Code');
    expect(scopeWords(bot)).toBe('every repository, since 2 Mar 2026');
    const person = rule({ pattern: 'claude', authorship: 'human', repository: 'acme/web' });
    expect(ruleWords(person)).toBe('account claude is a person');
    expect(scopeWords(person)).toBe('acme/web');
  });
});

describe('re-judging in words', () => {
  const told = (more: Partial<Rejudgement>): Rejudgement => ({
    id: 1,
    reason: '',
    state: 'running',
    total: 1_000_000,
    done: 412_000,
    moved: [],
    requestedAt: '2026-06-01T00:00:00Z',
    finishedAt: null,
    ...more,
  });

  it('says how far it is, and how much longer it takes at the pace seen', () => {
    expect(progressWords(told({}))).toBe('Judging history anew: 412,000 of 1,000,000 changes');
    const first = { id: 1, done: 400_000, atMs: 0 };
    expect(remainingWords(first, told({}), 2_500)).toBe('about 2 minutes left');
    expect(remainingWords(first, told({ done: 990_000 }), 60_000)).toBe('less than a minute left');
    expect(remainingWords(first, told({}), 1_000)).toBeUndefined();
    expect(remainingWords(first, told({ done: 400_000 }), 9_000)).toBeUndefined();
  });

  it('says what moved, also where nothing did', () => {
    const moved = [
      { from: 'human', to: 'agent', changes: 300 },
      { from: 'unknown', to: 'human', changes: 12 },
    ] as const;
    expect(movedWords(told({ state: 'done', moved: [...moved] }))).toBe(
      '312 changes moved: 300 from people to agents, 12 from unknown authors to people.',
    );
    expect(movedWords(told({ state: 'done' }))).toBe(
      'Nothing moved: every change is by the same authors as before.',
    );
    expect(movedWords(told({ state: 'done', total: 0 }))).toBe('There was nothing to judge yet.');
    expect(movedWords(told({ state: 'superseded' }))).toBe(
      'Stopped, because the rules changed again.',
    );
  });
});

describe('the audit trail in words', () => {
  it.each([
    [
      'override-authorship',
      null,
      { authorship: 'agent', agent: 'claude' },
      'as the marks say',
      'agent (Claude Code)',
    ],
    ['undo-override', { authorship: 'human' }, null, 'human', 'as the marks say'],
    [
      'revoke-rule',
      { found: 'branch', pattern: 'acme/*', authorship: 'agent', agent: 'acme-agent' },
      null,
      'branch acme/* is acme-agent',
      'no rule',
    ],
    [
      'dismiss-regression',
      { decision: 'confirmed' },
      { decision: 'dismissed' },
      'confirmed',
      'dismissed',
    ],
    ['undo-decision', { decision: 'linked' }, null, 'linked by hand', 'as the rules say'],
    [
      'change-setting',
      { hours: 24, services: {} },
      { hours: 1, services: { checkout: 48 } },
      '24 hours',
      '1 hour, checkout 48 hours',
    ],
    [
      'change-setting',
      [],
      [
        { id: 'web', name: 'Web', repositories: [] },
        { id: 'apps', name: 'Apps', repositories: ['acme/app'] },
      ],
      'no teams',
      'Web and Apps',
    ],
    ['undo-setting', { rawDays: 30 }, { rawDays: 1 }, '30 days', '1 day'],
    [
      'change-setting',
      null,
      { labels: ['hotfix'], branches: [] },
      'not set',
      'labels hotfix; no branches',
    ],
  ] satisfies [AuditRow['action'], AuditRow['before'], AuditRow['after'], string, string][])(
    'tells what %s replaced',
    (action, before, after, was, is) => {
      expect(turnWords({ action, before, after })).toEqual({ before: was, after: is });
    },
  );
});

describe('an entry of the audit trail about a regression', () => {
  const entry = { before: null, after: null, undo: null } as const;

  it('leads to its page only while it is one', () => {
    expect(hasPage({ ...entry, action: 'dismiss-regression' })).toBe(true);
    expect(hasPage({ ...entry, action: 'unlink-regression' })).toBe(false);
    expect(hasPage({ ...entry, action: 'link-regression', undo: 'decision' })).toBe(true);
    expect(hasPage({ ...entry, action: 'link-regression' })).toBe(false);
    const before = { decision: 'linked' };
    expect(hasPage({ ...entry, action: 'undo-decision', before })).toBe(false);
    expect(hasPage({ ...entry, action: 'undo-decision', before: { decision: 'unlinked' } })).toBe(
      true,
    );
  });

  it('tells what broke where a person reported it', () => {
    const after = { report: 'page-1', title: 'Carts lose their coupons' };
    expect(reportedWords({ action: 'report-regression', after })).toBe('Carts lose their coupons');
    expect(reportedWords({ action: 'link-regression', after })).toBeUndefined();
  });
});

describe('an entry of the audit trail about a repository that was deleted', () => {
  const none = {
    changes: 0,
    commits: 0,
    reviews: 0,
    checks: 0,
    deployments: 0,
    incidents: 0,
    reports: 0,
    regressions: 0,
    decisions: 0,
    months: 0,
    deliveries: 0,
  };
  const action = 'delete-repository';

  it('tells what went with it', () => {
    const before = { ...none, changes: 1_200, reviews: 1, deliveries: 3, formerNames: [] };
    expect(goneWords({ action, before })).toBe(
      'Gone with it: 1,200 changes, 1 review and 3 deliveries with their bodies.',
    );
    expect(goneWords({ action, before: none })).toBe('Nothing was stored of it.');
    expect(goneWords({ action: 'add-rule', before })).toBeUndefined();
  });
});
