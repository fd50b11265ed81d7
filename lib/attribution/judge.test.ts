import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ada, claude, commit, judge } from '@/lib/attribution/test-change';

function authored(name: string, email: string) {
  return judge({ commits: [commit({ name, email })] });
}

function signed(trailer: string, committedAt = '2026-03-01T12:00:00Z') {
  return judge({ commits: [commit(ada, `Add a thing\n\n${trailer}`, { committedAt })] });
}

describe('an agent that authors the commits wrote the change', () => {
  test.each([
    ['Claude', 'noreply@anthropic.com', 'claude-code'],
    ['Emma (PR Sheriff)', 'noreply@anthropic.com', 'claude-code'],
    ['claude[bot]', '209825114+claude[bot]@users.noreply.github.com', 'claude-code'],
    ['claude[bot]', '41898282+claude[bot]@users.noreply.github.com', 'claude-code'],
    ['Copilot', '198982749+Copilot@users.noreply.github.com', 'copilot'],
    ['copilot-swe-agent[bot]', '198982749+Copilot@users.noreply.github.com', 'copilot'],
    ['Cursor Agent', 'cursoragent@cursor.com', 'cursor'],
    ['Devin AI', '158243242+devin-ai-integration[bot]@users.noreply.github.com', 'devin'],
    [
      'google-labs-jules[bot]',
      '161369871+google-labs-jules[bot]@users.noreply.github.com',
      'jules',
    ],
    ['openhands', 'openhands@all-hands.dev', 'openhands'],
    ['Paul Smith (aider)', 'paul@example.com', 'aider'],
    ['roomote-v0[bot]', '219738659+roomote-v0[bot]@users.noreply.github.com', 'roo'],
    ['opencode-agent[bot]', '41898282+opencode-agent[bot]@users.noreply.github.com', 'opencode'],
    ['v0[bot]', 'v0[bot]@users.noreply.github.com', 'v0'],
  ])('%s <%s>', (name, email, agent) => {
    expect(authored(name, email)).toMatchObject({
      authorship: 'agent',
      agent,
      markedShare: 1,
      confidence: 'high',
    });
  });
});

describe('a person is never taken for an agent', () => {
  test.each([
    ['Devin Rousso', 'devin@example.com'],
    ['Claude Paroz', 'claude@example.org'],
    ['Jules Guesnon', '1234+jules@users.noreply.github.com'],
    ['Copilot Pilot', 'copilot@users.noreply.github.com'],
    ['Claude', '81847+claude@users.noreply.github.com'],
    ['Paul Gauthier', 'aider@paulg.org'],
    ['An employee', 'someone@aider.chat'],
    ['An employee', 'someone@all-hands.dev'],
    ['ruv', 'ruv@ruv.net'],
  ])('%s <%s>', (name, email) => {
    expect(authored(name, email)).toMatchObject({ authorship: 'human', agent: null, mode: null });
  });
});

describe('automation is neither', () => {
  test.each([
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['renovate[bot]', '29139614+renovate[bot]@users.noreply.github.com'],
    ['github-actions', '41898282+github-actions[bot]@users.noreply.github.com'],
    ['github-actions[bot]', 'github-actions[bot]@users.noreply.github.com'],
    ['GitHub Action', 'action@github.com'],
    ['dotnet bot', 'dotnet-bot@dotnetfoundation.org'],
    ['opencode', 'opencode@sst.dev'],
    ['coderabbitai[bot]', '136622811+coderabbitai[bot]@users.noreply.github.com'],
    ['some-new-thing[bot]', 'bot@example.com'],
  ])('%s <%s>', (name, email) => {
    expect(authored(name, email)).toMatchObject({ authorship: 'automation', agent: null });
  });

  test('a backport by a bot stays automation, whoever is thanked', () => {
    const bot = { email: '41898282+github-actions[bot]@users.noreply.github.com' };
    expect(judge({ commits: [commit(bot, `Fix it\n\n${claude}`)] })).toMatchObject({
      authorship: 'automation',
      agents: [],
    });
  });

  test('what automation opened is automation, whatever people push to it', () => {
    const opener = { login: 'dependabot[bot]', bot: true };
    expect(judge({ opener, commits: [commit(ada)] }).authorship).toBe('automation');
    expect(judge({ opener: { login: 'acme-thing', bot: true } }).authorship).toBe('automation');
  });
});

describe("a person's squash that carries an agent's mark is assisted", () => {
  test.each([
    [claude, 'claude-code'],
    ['   co-authored-by: Claude <noreply@anthropic.com>\r', 'claude-code'],
    ['Co-authored-by: Claude <noreplyanthropic.com>', 'claude-code'],
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'claude-code'],
    ['Claude-Session: https://claude.ai/code/session_01', 'claude-code'],
    ['Assisted-by: Claude Opus 4.6', 'claude-code'],
    ['Assisted-by: ClaudeCode:claude-fable-5', 'claude-code'],
    ['Co-authored-by: Copilot App <223556219+Copilot@users.noreply.github.com>', 'copilot'],
    ['Copilot-Session: 0c1d', 'copilot'],
    ['Co-authored-by: Codex <noreply@openai.com>', 'codex'],
    ['Co-authored-by: Cursor <cursoragent@cursor.com>', 'cursor'],
    ['Made-with: Cursor', 'cursor'],
    ['Co-authored-by: OpenHands-GPT-5', 'openhands'],
    ['Co-authored-by: aider (gpt-5) <aider@aider.chat>', 'aider'],
    ['Amp-Thread-ID: https://ampcode.com/threads/T-1', 'amp'],
    ['💘 Generated with Crush', 'crush'],
    ['Assisted-by: glm via Crush <crush@charm.land>', 'crush'],
    [
      'Co-authored-by: factory-droid[bot] <138933559+factory-droid[bot]@users.noreply.github.com>',
      'factory-droid',
    ],
    ['Co-authored-by: Roo Code <roomote@roocode.com>', 'roo'],
    ['Replit-Commit-Author: Agent', 'replit'],
    ['Assisted-by: newtool:model-1', 'other'],
  ])('%s', (trailer, agent) => {
    expect(signed(trailer)).toMatchObject({
      authorship: 'assisted',
      agent,
      mode: 'paired',
      markedShare: 1,
    });
  });
});

describe('what only looks like a mark decides nothing', () => {
  test.each([
    [
      'a reviewer whose suggestion was accepted',
      'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
    ],
    [
      'a reviewing app',
      'Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>',
    ],
    [
      'the agent as a reviewer',
      'Co-authored-by: roomote[bot] <219738659+roomote[bot]@users.noreply.github.com>',
    ],
    ['a quote', `> ${claude}`],
    ['a code block', `\`\`\`\n${claude}\n\`\`\``],
    ['a template comment', `<!--\n${claude}\n-->`],
    ['the message of a reverted change', `Original change's description:\n${claude}`],
    ['a review summary', '<sup>Written by [Cursor Bugbot](https://cursor.com)</sup>'],
    ['a person who helped', 'Assisted-by: Claude Paroz <claude@2xlibre.net>'],
    ['a link', 'Assisted-by: https://example.com/x'],
    ['a deployment', 'Replit-Commit-Author: Deployment'],
    ['a common word', 'Generated by cursor-based pagination'],
    ['prose', 'Authored by Claude Dupont'],
    ['a co-author without an address', 'Co-authored-by: Gemini'],
  ])('%s', (_name, text) => {
    expect(signed(text)).toMatchObject({ authorship: 'human', agents: [], markedShare: 0 });
  });

  test('the committer', () => {
    const commits = [
      commit(ada, 'Fix', { committer: { name: 'Claude', email: 'noreply@anthropic.com' } }),
    ];
    expect(judge({ commits }).authorship).toBe('human');
  });

  test("the editor's trailer in the weeks when it was added to every commit", () => {
    const trailer = 'Co-authored-by: Copilot <copilot@github.com>';
    expect(signed(trailer, '2026-04-25T00:00:00Z').authorship).toBe('human');
    expect(signed(trailer, '2026-05-25T00:00:00Z').authorship).toBe('assisted');
  });

  test('what is seen and not counted is kept with low confidence', () => {
    const { evidence } = signed(
      'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
    );
    expect(evidence).toMatchObject([{ rule: 'copilot-suggestion', confidence: 'low' }]);
  });
});

describe('the whole change', () => {
  const opener = { login: 'ada' };
  const marked = () => commit(ada, `Add\n\n${claude}`);

  test('an agent that opened it wrote it, though people pushed to it', () => {
    const copilot = { login: 'Copilot', bot: true };
    expect(judge({ opener: copilot, commits: [commit(ada)] })).toMatchObject({
      authorship: 'agent',
      agent: 'copilot',
      mode: 'autonomous',
      markedShare: 0,
      evidence: [{ source: 'opener', matched: 'Copilot' }],
    });
    expect(judge({ opener: { login: 'copilot' } }).authorship).toBe('human');
  });

  test('some marked commits make it assisted, and the share says how many', () => {
    expect(
      judge({ opener, commits: [marked(), commit(ada), commit(ada), commit(ada)] }),
    ).toMatchObject({ authorship: 'assisted', mode: 'paired', markedShare: 0.25 });
  });

  test("all of a person's own commits marked make it the agent's, opened by the person", () => {
    expect(judge({ opener, commits: [marked(), marked()] })).toMatchObject({
      authorship: 'agent',
      mode: 'paired',
      markedShare: 1,
    });
  });

  test('the squash that landed it is not counted beside the commits that it folds', () => {
    const squash = commit(ada, 'Add (#7)');
    expect(judge({ opener, commits: [marked(), squash], mergeSha: squash.sha })).toMatchObject({
      authorship: 'agent',
      markedShare: 1,
    });
  });

  test('a merge is not counted, and its author is not asked', () => {
    const parents = ['a'.repeat(40), 'b'.repeat(40)];
    const merge = commit({ email: 'noreply@anthropic.com' }, 'Merge branch main', { parents });
    expect(judge({ opener, commits: [commit(ada), merge] })).toMatchObject({
      authorship: 'human',
      markedShare: 0,
    });
  });

  test("automation's commits beside an agent's do not make it less the agent's", () => {
    const devin = { login: 'devin-ai-integration[bot]' };
    const ci = { name: 'pre-commit-ci[bot]' };
    expect(judge({ commits: [commit(devin), commit(devin), commit(ci)] }).authorship).toBe('agent');
  });

  test.each([
    ['codex/fix-login', 'codex'],
    ['claude/add-thing-01ab', 'claude-code'],
    ['copilot/sub-pr-12', 'copilot'],
    ['cursor/add-thing-9f3a', 'cursor'],
    ['devin/1712345678-add-thing', 'devin'],
    ['openhands-fix-issue-12-try2', 'openhands'],
    ['workloads/0a1b2c3d4e5', 'gitlab-duo'],
  ])('the branch %s tells of the agent that opened it', (branch, agent) => {
    expect(judge({ opener, branch, commits: [commit(ada)] })).toMatchObject({
      authorship: 'agent',
      agent,
      mode: 'autonomous',
      confidence: 'medium',
    });
  });

  test.each(['cursor/blink-rate', 'agent/x', 'devin/my-branch', 'feature/codex'])(
    'the branch %s tells nothing that counts',
    (branch) => {
      expect(judge({ opener, branch, commits: [commit(ada)] }).authorship).toBe('human');
    },
  );

  test.each([
    ['https://chatgpt.com/codex/tasks/task_e_1', 'agent', 'codex'],
    ['[Codex Task](https://chatgpt.com/codex/tasks/task_e_1)', 'agent', 'codex'],
    ['<!-- CURSOR_AGENT_PR_BODY_BEGIN -->', 'agent', 'cursor'],
    ['Link to Devin run: https://app.devin.ai/sessions/1', 'agent', 'devin'],
    [
      'PR created automatically by Jules for task [1](https://jules.google.com/task/1)',
      'agent',
      'jules',
    ],
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'assisted', 'claude-code'],
    [claude, 'assisted', 'claude-code'],
  ])('the description %s makes it %s', (body, authorship, agent) => {
    expect(judge({ opener, body, commits: [commit(ada)] })).toMatchObject({ authorship, agent });
  });

  test('a label is shown and decides nothing', () => {
    const judged = judge({ opener, labels: ['codex'], commits: [commit(ada)] });
    expect(judged).toMatchObject({ authorship: 'human', evidence: [{ rule: 'codex-label' }] });
  });

  test('the surest mark names the primary agent and the others are kept', () => {
    const commits = [commit({ email: 'cursoragent@cursor.com' }, `Add\n\n${claude}`), commit(ada)];
    expect(judge({ commits })).toMatchObject({
      agent: 'cursor',
      agents: ['cursor', 'claude-code'],
    });
  });

  test('a declaration wins over every mark and is evidence itself', () => {
    const declared = { authorship: 'human' } as const;
    expect(judge({ opener, commits: [marked()], declared })).toMatchObject({
      authorship: 'human',
      agent: null,
      mode: null,
    });
    expect(judge({ commits: [commit(ada)], declared: { agent: 'Claude Code' } })).toMatchObject({
      authorship: 'agent',
      agent: 'claude-code',
      evidence: [{ source: 'declaration' }],
    });
  });

  test('with neither an opener nor a commit there is nothing to judge by', () => {
    expect(judge({})).toMatchObject({
      authorship: 'unknown',
      markedShare: null,
      confidence: 'low',
    });
    expect(judge({ opener: {}, commits: [commit({})] }).authorship).toBe('unknown');
  });

  test('evidence is kept once each and never without bound', () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      commit(ada, `Add ${n}\n\n${claude}\nAmp-Thread-ID: T-${n}`),
    );
    const { evidence } = judge({ commits: many });
    expect(evidence).toHaveLength(40);
    expect(evidence.filter(({ source }) => source === 'trailer')).toHaveLength(1);
  });
});

test('any text at all gets an answer', () => {
  const account = fc.record(
    { name: fc.string(), email: fc.string(), login: fc.string(), bot: fc.boolean() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(account, fc.string(), fc.string(), fc.string(), (author, message, body, branch) => {
      const { authorship, agent, agents, markedShare } = judge({
        opener: author,
        commits: [commit(author, message)],
        body,
        branch,
        labels: [body],
        declared: { agent: body },
      });
      expect(agents.every((slug) => /^[a-z0-9][a-z0-9.-]{0,59}$/.test(slug))).toBe(true);
      expect(agent).toBe(agents[0] ?? null);
      expect([0, 1]).toContain(markedShare);
      expect(authorship).not.toBe('');
    }),
  );
});

test.each([' ', '"', '<', 'Co-authored-by: ', '`', 'Assisted-by: a ', '\n', '>\r'])(
  'a message of 200,000 characters of %j is read like any other',
  (text) => {
    const message = text.repeat(Math.ceil(200_000 / text.length));
    expect(
      judge({ commits: [commit(ada, message)], body: message, branch: message }).authorship,
    ).toBe('human');
  },
);
