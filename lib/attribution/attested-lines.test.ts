import { describe, expect, test } from 'vitest';
import type { Attested } from '@/lib/attribution/attested-lines';
import { ada, claude, commit, judge, rule } from '@/lib/attribution/test-change';
import type { Commit } from '@/lib/domain/change';

const opener = { login: 'ada' };

function attest(
  { sha }: Commit,
  tools: Record<string, number>,
  addedLines?: number,
  source: Attested['source'] = 'git-ai',
): Attested {
  const lines = Object.entries(tools).map(([tool, count]) => ({ tool, lines: count }));
  return { sha, source, lines, ...(addedLines === undefined ? {} : { addedLines }) };
}

describe('an attestation of lines', () => {
  test('marks the commit and tells the share of lines', () => {
    const [one, other] = [commit(ada), commit(ada)];
    const attestations = [attest(one, { claude: 40 }, 52), attest(other, {}, 48)];
    expect(judge({ opener, commits: [one, other], attestations })).toMatchObject({
      authorship: 'assisted',
      agent: 'claude-code',
      mode: 'paired',
      markedShare: 0.5,
      lineShare: 0.4,
      confidence: 'high',
      evidence: [
        { source: 'attestation', rule: 'git-ai', matched: 'claude: 40 of 52 lines', sha: one.sha },
        { source: 'attestation', rule: 'git-ai', matched: 'agents: 0 of 48 lines', sha: other.sha },
      ],
    });
  });

  test("all of a person's commit an agent's is shared work still", () => {
    const one = commit(ada);
    const attestations = [attest(one, { cursor: 9 }, 9, 'agent-trace')];
    expect(judge({ commits: [one], attestations })).toMatchObject({
      authorship: 'assisted',
      agent: 'cursor',
      lineShare: 1,
      evidence: [{ rule: 'agent-trace' }],
    });
  });

  test.each([
    ['claude', 'claude-code'],
    ['github-copilot', 'copilot'],
    ['gemini', 'gemini-cli'],
    ['continue-cli', 'continue'],
    ['droid', 'factory-droid'],
    ['Codex', 'codex'],
    ['firebender', 'firebender'],
    ['--', 'other'],
  ])('by %s is %s', (tool, agent) => {
    const one = commit(ada);
    expect(judge({ commits: [one], attestations: [attest(one, { [tool]: 1 })] })).toMatchObject({
      agent,
      lineShare: null,
      evidence: [{ matched: `${tool}: 1 line` }],
    });
  });

  test('names the agent of most lines first', () => {
    const one = commit(ada);
    const attestations = [attest(one, { codex: 3, claude: 30 }, 40)];
    expect(judge({ commits: [one], attestations }).agents).toEqual(['claude-code', 'codex']);
  });

  test('counts the lines of models and of two tools’ notes once', () => {
    const one = commit(ada);
    const lines = [
      { tool: 'claude', model: 'opus', lines: 10 },
      { tool: 'claude', model: 'sonnet', lines: 10 },
    ];
    const attestations: Attested[] = [
      { sha: one.sha, source: 'git-ai', lines, addedLines: 40 },
      attest(one, { claude: 20 }, undefined, 'agent-trace'),
    ];
    for (const told of [attestations, attestations.toReversed()]) {
      expect(judge({ commits: [one], attestations: told }).lineShare).toBe(0.5);
    }
  });

  test('of the squash counts where none of the commits that it folds is attested', () => {
    const [one, squash] = [commit(ada), commit(ada)];
    const change = { opener, commits: [one, squash], mergeSha: squash.sha };
    const ofSquash = attest(squash, { claude: 1 }, 4);
    expect(judge({ ...change, attestations: [ofSquash] }).lineShare).toBe(0.25);
    expect(
      judge({ ...change, attestations: [ofSquash, attest(one, { claude: 1 }, 2)] }).lineShare,
    ).toBe(0.5);
  });

  test('of a commit that is not known itself still tells', () => {
    const gone = commit(ada);
    expect(
      judge({ opener, commits: [commit(ada)], attestations: [attest(gone, { claude: 1 }, 2)] }),
    ).toMatchObject({ authorship: 'assisted', lineShare: 0.5 });
  });

  test('by a tool that people’s rule names is what the rule says', () => {
    const one = commit(ada);
    const attestations = [attest(one, { 'acme-pilot': 3 }, 3)];
    const told = { found: 'note', pattern: 'acme-*', agent: 'Codex' };
    expect(judge({ commits: [one], attestations }, [rule(4, told)])).toMatchObject({
      agent: 'codex',
      evidence: [{ rule: 'rule-4' }],
    });
    const doubt = rule(5, { ...told, confidence: 'low' });
    expect(judge({ commits: [one], attestations }, [doubt])).toMatchObject({
      authorship: 'human',
      lineShare: 0,
    });
  });
});

describe('an attestation that gives no line to an agent', () => {
  test.each([
    ['a branch', { branch: 'codex/x' }, 'Add a thing'],
    ['a description', { body: 'https://chatgpt.com/codex/tasks/task_1' }, 'Add a thing'],
    ['a footer', {}, 'Add\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)'],
  ])('is believed before %s', (_name, marks, message) => {
    const one = commit(ada, message);
    const attestations = [attest(one, {}, 12)];
    expect(judge({ opener, commits: [one], ...marks }).agents).toHaveLength(1);
    const judged = judge({ opener, commits: [one], ...marks, attestations });
    expect(judged).toMatchObject({ authorship: 'human', agents: [], lineShare: 0 });
    expect(judged.evidence.map(({ confidence }) => confidence)).toContain('low');
  });

  test('is not believed before an author or a trailer', () => {
    for (const one of [
      commit({ email: 'noreply@anthropic.com' }),
      commit(ada, `Add\n\n${claude}`),
    ]) {
      expect(judge({ commits: [one], attestations: [attest(one, {}, 12)] }).agent).toBe(
        'claude-code',
      );
    }
  });

  test('tells nothing where no line was added or nobody counted them', () => {
    const one = commit(ada);
    for (const addedLines of [0, undefined]) {
      const attestations = [attest(one, {}, addedLines)];
      expect(judge({ opener, branch: 'codex/x', commits: [one], attestations })).toMatchObject({
        agent: 'codex',
        lineShare: null,
      });
    }
  });
});
