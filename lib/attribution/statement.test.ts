import { describe, expect, test } from 'vitest';
import { ada, claude, commit, judge } from '@/lib/attribution/test-change';

const opener = { login: 'ada' };
const devin = { login: 'devin-ai-integration[bot]', bot: true };
const dependabot = { login: 'dependabot[bot]', bot: true };
const said = (...lines: string[]) => commit(ada, `Add a thing\n\n${lines.join('\n')}`);

describe('a label declares', () => {
  test.each([
    ['agent:claude-code', 'agent', 'claude-code'],
    ['agent: Claude Code', 'agent', 'claude-code'],
    ['Agent/Claude-Code', 'agent', 'claude-code'],
    ['agent::codex', 'agent', 'codex'],
    ['agent:our-own', 'agent', 'our-own'],
    ['authorship: assisted', 'assisted', null],
    ['authorship/agent', 'agent', null],
    ['authorship:automation', 'automation', null],
  ])('%s', (label, authorship, agent) => {
    const judged = judge({ opener, labels: [label], commits: [commit(ada)] });
    expect(judged).toMatchObject({ authorship, agent, confidence: 'high' });
    expect(judged.evidence).toMatchObject([
      { source: 'declaration', rule: 'declared-by-label', matched: label },
    ]);
  });

  test.each(['agent/infrastructure', 'area/agent:codex', 'agent', 'authorship:unknown', 'human'])(
    'nothing by %s',
    (label) => {
      const judged = judge({ opener, labels: [label], commits: [commit(ada)] });
      expect(judged).toMatchObject({ authorship: 'human', evidence: [] });
    },
  );

  test('against what the opener’s account tells', () => {
    expect(judge({ opener: devin, labels: ['authorship:human'] })).toMatchObject({
      authorship: 'human',
      agents: [],
      mode: null,
    });
    expect(judge({ opener: dependabot, labels: ['agent:codex'] }).agent).toBe('codex');
  });

  test('shared work where labels differ about an agent’s part', () => {
    const labels = ['authorship:human', 'authorship:agent'];
    expect(judge({ opener, labels }).authorship).toBe('assisted');
    expect(judge({ opener, labels: labels.toReversed() }).authorship).toBe('assisted');
  });
});

describe('a trailer declares', () => {
  test('the whole change where its only commit says so', () => {
    expect(judge({ commits: [said('Authorship: agent', 'Agent: Claude Code')] })).toMatchObject({
      authorship: 'agent',
      agent: 'claude-code',
      markedShare: 1,
      evidence: [
        { source: 'declaration', rule: 'declared-by-trailer', matched: 'Authorship: agent' },
        { matched: 'Agent: Claude Code' },
      ],
    });
    expect(judge({ commits: [said('Authorship: human', claude)] })).toMatchObject({
      authorship: 'human',
      agents: [],
      markedShare: 0,
    });
  });

  test('its own commit alone where others say nothing', () => {
    expect(
      judge({ opener, commits: [said('Authorship: agent'), commit(ada), commit(ada)] }),
    ).toMatchObject({ authorship: 'assisted', agent: 'other', markedShare: 1 / 3 });
    expect(judge({ opener, commits: [said('Agent: Codex'), commit(ada)] })).toMatchObject({
      authorship: 'assisted',
      agent: 'codex',
      markedShare: 0.5,
    });
    expect(
      judge({ opener, commits: [said('Authorship: human', claude), said(claude)] }),
    ).toMatchObject({ authorship: 'assisted', markedShare: 0.5 });
  });

  test('the whole change in its description', () => {
    const body = 'Adds a thing.\n\nAuthorship: assisted\nAgent: Cursor';
    expect(judge({ opener, body, commits: [commit(ada)] })).toMatchObject({
      authorship: 'assisted',
      agent: 'cursor',
      mode: 'paired',
    });
  });

  test.each([
    ['an agent that nobody knows', 'Agent: Smith'],
    ['words around it', 'We ran two.\nAgent: Codex\nIt was slow.'],
    ['a quote', '> Agent: Codex'],
    ['a code block', '```\nAgent: Codex\n```'],
    ['a template comment', '<!--\nAgent: Codex\n-->'],
    ['a word that is no authorship', 'Authorship: mine'],
  ])('nothing in %s', (_name, text) => {
    expect(judge({ opener, body: text, commits: [said(text)] })).toMatchObject({
      authorship: 'human',
      evidence: [],
    });
  });

  test('nothing in a subject', () => {
    expect(judge({ commits: [commit(ada, 'Agent: Codex')] }).authorship).toBe('human');
  });
});

describe('who is believed', () => {
  const marked = () => said(claude);
  const override = { authorship: 'human', reason: 'I typed it all' } as const;

  test('a person before a sender, a sender before a label, a label before a trailer', () => {
    const input = {
      opener: devin,
      commits: [marked()],
      body: 'Authorship: assisted',
      labels: ['authorship:agent'],
      declared: { authorship: 'automation' },
      override,
    } as const;
    const { override: _, ...undecided } = input;
    const { declared: __, ...unsaid } = undecided;
    const { labels: ___, ...unlabelled } = unsaid;
    expect(judge(input).authorship).toBe('human');
    expect(judge(undecided).authorship).toBe('automation');
    expect(judge(unsaid).authorship).toBe('agent');
    expect(judge(unlabelled).authorship).toBe('assisted');
  });

  test('an override is evidence, and the marks stay beside it', () => {
    expect(judge({ commits: [marked()], override })).toMatchObject({
      authorship: 'human',
      agent: null,
      agents: [],
      mode: null,
      markedShare: 1,
      confidence: 'high',
      evidence: [{ source: 'override', matched: 'human' }, { source: 'trailer' }],
    });
  });

  test('an override names the primary agent', () => {
    const codex = { authorship: 'agent', agent: 'Codex', reason: 'see the session' } as const;
    expect(judge({ commits: [marked()], override: codex })).toMatchObject({
      authorship: 'agent',
      agent: 'codex',
      agents: ['codex', 'claude-code'],
    });
  });

  test('the opener’s account before the commits, and these before the branch', () => {
    const cursor = { email: 'cursoragent@cursor.com' };
    expect(judge({ opener: devin, commits: [commit(cursor)] })).toMatchObject({
      agent: 'devin',
      agents: ['devin', 'cursor'],
    });
    expect(judge({ opener, branch: 'codex/x', commits: [marked(), marked()] })).toMatchObject({
      authorship: 'agent',
      mode: 'paired',
      agents: ['claude-code', 'codex'],
    });
  });

  test('a trailer names the primary agent before a footer, wherever they stand', () => {
    const footer = said('Generated with [Codex](https://openai.com/codex)');
    expect(judge({ commits: [footer, marked()] }).agents).toEqual(['claude-code', 'codex']);
  });
});
