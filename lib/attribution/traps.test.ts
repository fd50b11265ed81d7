import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ada, claude, commit, judge, rule } from '@/lib/attribution/test-change';
import type { Commit } from '@/lib/domain/change';

// What has misled readers of public histories, each with the form in which it stands there.

const opener = { login: 'ada' };
const signed = (...lines: string[]) => commit(ada, `Add a thing\n\n${lines.join('\n')}`);
const github = { name: 'GitHub', email: 'noreply@github.com' };
const actions = { email: '41898282+github-actions[bot]@users.noreply.github.com' };
const people = Array.from(
  { length: 20 },
  (_, n) => `Co-authored-by: Person ${n} <${n}+person-${n}@users.noreply.github.com>`,
);

describe('1. the author of a squash is who opened the pull request, not who wrote the code', () => {
  const openhands = { name: 'openhands', email: 'openhands@all-hands.dev' };
  const squash = signed('Co-authored-by: openhands <openhands@all-hands.dev>');

  test('alone it tells of shared work', () => {
    expect(judge({ commits: [squash], mergeSha: squash.sha })).toMatchObject({
      authorship: 'assisted',
      agent: 'openhands',
    });
  });

  test('with the commits that it folds, of the agent’s work', () => {
    const commits = [commit(openhands), commit(openhands), squash];
    expect(judge({ opener, commits, mergeSha: squash.sha })).toMatchObject({
      authorship: 'agent',
      mode: 'paired',
      markedShare: 1,
    });
  });
});

test('2. a squash may drop every trailer: the commits that it folds are asked', () => {
  const squash = commit(ada, 'Add a thing (#7)');
  const commits = [signed(claude), commit(ada), squash];
  expect(judge({ opener, commits, mergeSha: squash.sha })).toMatchObject({
    authorship: 'assisted',
    markedShare: 0.5,
  });
});

describe('3. the domain of an agent’s maker is its employees’', () => {
  test.each(['aider.chat', 'cline.bot', 'continue.dev', 'all-hands.dev', 'roocode.com'])(
    'someone@%s is a person',
    (domain) => {
      const employee = { name: 'An Employee', email: `someone@${domain}` };
      expect(judge({ commits: [commit(employee)] }).authorship).toBe('human');
      const thanked = signed(`Co-authored-by: An Employee <someone@${domain}>`);
      expect(judge({ commits: [thanked] }).authorship).toBe('human');
    },
  );
});

describe('4. names are people', () => {
  test.each(['Devin Rousso', 'Claude Paroz', 'Jules Guesnon', 'Benjamin Goose', 'Devin', 'Claude'])(
    '%s',
    (name) => {
      const person = { name, email: 'someone@example.com', login: name.replace(' ', '') };
      expect(judge({ opener: person, commits: [commit(person)] }).authorship).toBe('human');
      const thanked = signed(`Co-authored-by: ${name} <someone@example.com>`);
      expect(judge({ commits: [thanked] }).authorship).toBe('human');
    },
  );

  test.each(['mayor', 'Emma (PR Sheriff)', 'Codex Opus 4.6'])(
    'the address tells more than the name %s',
    (name) => {
      const trailer = `Co-authored-by: ${name} <noreply@anthropic.com>`;
      expect(judge({ commits: [signed(trailer)] }).agents).toEqual(['claude-code']);
    },
  );
});

describe('5. a numeric id belongs to a login', () => {
  const noreply = (word: string) => ({ email: `${word}@users.noreply.github.com` });

  test.each([
    ['41898282+claude[bot]', 'agent', 'claude-code'],
    ['41898282+opencode-agent[bot]', 'agent', 'opencode'],
    ['41898282+github-actions[bot]', 'automation', null],
    ['198982749+Copilot', 'agent', 'copilot'],
    ['223556219+Copilot', 'agent', 'copilot'],
    ['175728472+Copilot', 'human', null],
    ['1234567+copilot', 'human', null],
  ])('the author %s is %s', (word, authorship, agent) => {
    expect(judge({ commits: [commit(noreply(word))] })).toMatchObject({ authorship, agent });
  });

  test.each([
    ['198982749+Copilot', ['copilot']],
    ['223556219+Copilot', ['copilot']],
    ['175728472+Copilot', []],
  ])('the co-author %s is %j', (word, agents) => {
    const trailer = `Co-authored-by: Copilot <${word}@users.noreply.github.com>`;
    expect(judge({ commits: [signed(trailer)] }).agents).toEqual(agents);
  });
});

describe('6. a backport is its bot’s, and a cherry-pick its first author’s', () => {
  test('a bot’s, whoever wrote the original', () => {
    const message = `[release/13.0] Add a thing (#12)\n\nBackport of #7 to release/13.0\n\n${claude}`;
    const opened = { login: 'github-actions[bot]', bot: true };
    expect(judge({ commits: [commit(actions, message)] }).authorship).toBe('automation');
    expect(judge({ opener: opened, commits: [commit(actions, message)] }).authorship).toBe(
      'automation',
    );
  });

  test('the first author’s, whoever picked it', () => {
    const message = `Add a thing\n\n(cherry picked from commit ${'a'.repeat(40)})`;
    const picked = commit({ email: 'noreply@anthropic.com' }, message, { committer: ada });
    expect(judge({ commits: [picked] }).authorship).toBe('agent');
    expect(judge({ commits: [commit(ada, message, { committer: actions })] }).authorship).toBe(
      'human',
    );
  });
});

describe('7. assisted is not mostly written by agents: the share is told', () => {
  test.each([
    [1, 5],
    [3, 4],
  ])('%i of %i commits', (marked, all) => {
    const commits = Array.from({ length: all }, (_, n) =>
      n < marked ? signed(claude) : commit(ada),
    );
    expect(judge({ opener, commits })).toMatchObject({
      authorship: 'assisted',
      markedShare: marked / all,
    });
  });

  test('a squash with twenty co-authors is a person’s', () => {
    expect(judge({ commits: [signed(...people)] })).toMatchObject({
      authorship: 'human',
      evidence: [],
    });
  });

  test('a squash with twenty co-authors and an agent is shared, with that agent alone', () => {
    expect(judge({ commits: [signed(...people, claude)] })).toMatchObject({
      authorship: 'assisted',
      agents: ['claude-code'],
    });
  });
});

describe('8. a bot that reviews does not write', () => {
  test.each([
    '<sup>Written by [Cursor Bugbot](https://cursor.com/dashboard?tab=bugbot) for commit 0a1b2c3.</sup>',
    '<!-- CURSOR_SUMMARY -->\n> [!NOTE]\n> Adds a thing\n\nMade with [Cursor](https://cursor.com)\n<!-- /CURSOR_SUMMARY -->',
    '<sup>Written for commit 0a1b2c3. Summary will update on new commits. Review in cubic</sup>',
    '## Summary by CodeRabbit\n\n* **New Features**\n  * Adds a thing',
    'Co-authored-by: ellipsis-dev[bot] <65095814+ellipsis-dev[bot]@users.noreply.github.com>',
    'Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>',
    'Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>',
    'Co-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>',
    'Co-authored-by: chatgpt-codex-connector[bot] <199175422+chatgpt-codex-connector[bot]@users.noreply.github.com>',
    'Co-authored-by: roomote[bot] <219738659+roomote[bot]@users.noreply.github.com>',
    'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
  ])('%s', (text) => {
    expect(judge({ opener, body: text, commits: [signed(text)] })).toMatchObject({
      authorship: 'human',
      agents: [],
    });
  });
});

describe('9. trailers stand anywhere', () => {
  test.each([
    ['with carriage returns', `Add\r\n\r\n${claude}\r\n`],
    ['indented', `Add\n\n    ${claude}`],
    ['above the last paragraph', `Add\n\n${claude}\n\nAnd why we did it.`],
    ['without @', 'Add\n\nCo-Authored-By: Claude <noreplyanthropic.com>'],
    ['without <>', 'Add\n\nCo-authored-by: OpenHands-GPT-5'],
    ['in any case', `Add\n\n${claude.toLowerCase()}`],
  ])('%s', (_name, message) => {
    expect(judge({ commits: [commit(ada, message)] }).authorship).toBe('assisted');
  });
});

describe('10. a quoted trailer is another change’s', () => {
  test.each([
    ['in a quote', `> ${claude}`],
    ['in an indented quote', `  > ${claude}`],
    ['in a code block', `\`\`\`\n${claude}\n\`\`\``],
    ['in a code block of a language', `\`\`\`text\n${claude}\n\`\`\``],
    ['in a template comment', `<!--\nSign with:\n${claude}\n-->`],
    [
      'in a Gerrit revert',
      `Reason for revert: broke the build\n\nOriginal change's description:\n> Add a thing\n>\n> ${claude}`,
    ],
    [
      'in a Flutter revert',
      `Reverts: flutter/flutter#7\nThis change reverts the following previous change:\nAdd a thing\n\n${claude}`,
    ],
  ])('%s', (_name, body) => {
    const message = `Revert "Add a thing"\n\nThis reverts commit ${'a'.repeat(40)}.\n\n${body}`;
    expect(judge({ opener, body, commits: [commit(ada, message)] })).toMatchObject({
      authorship: 'human',
      evidence: [],
    });
  });
});

describe('11. who committed tells nothing', () => {
  test.each([
    github,
    { name: 'Merge Queue', email: 'merge-queue@example.com' },
    { name: 'Ada Lovelace (aider)', email: 'ada@example.com' },
    { name: 'Claude', email: 'noreply@anthropic.com' },
    { name: 'bors', email: 'bors@example.com' },
  ])('$name', (committer) => {
    expect(judge({ opener, commits: [commit(ada, 'Add', { committer })] })).toMatchObject({
      authorship: 'human',
      evidence: [],
    });
  });

  test('a merge queue’s merge does not hide who wrote what it merges', () => {
    const parents = ['a'.repeat(40), 'b'.repeat(40)];
    const merge = commit(github, 'Merge pull request #7', { committer: github, parents });
    const input = { commits: [signed(claude), commit(ada), merge], mergeSha: merge.sha };
    expect(judge(input)).toMatchObject({ authorship: 'assisted', markedShare: 0.5 });
  });

  test('a person who rebased an agent’s commit did not write it', () => {
    const turso = { name: 'Cursor Agent', email: 'cursoragent@cursor.com' };
    expect(judge({ commits: [commit(turso, 'Add', { committer: ada })] }).agent).toBe('cursor');
  });

  test('an author whose name ends in (aider) is the agent', () => {
    const author = { name: 'Ada Lovelace (aider)', email: 'ada@example.com' };
    expect(judge({ commits: [commit(author)] }).agent).toBe('aider');
  });
});

describe('12. an account may be shared: people tell where and when', () => {
  const shared = { name: 'Cline Evaluation', email: 'cline@example.com' };
  const on = (at: string, repository = 'acme/web') =>
    judge({ repository, at, commits: [commit(shared)] }, [
      rule(1, {
        found: 'account',
        pattern: 'cline@example.com',
        agent: 'Cline',
        repository: 'acme/web',
        from: '2026-02-01',
      }),
    ]).authorship;

  test('the rule holds there and then', () => {
    expect(on('2026-02-01T00:00:00Z')).toBe('agent');
    expect(on('2026-01-31T00:00:00Z')).toBe('human');
    expect(on('2026-02-01T00:00:00Z', 'acme/app')).toBe('human');
  });

  test('an agent’s address that a job signs with may be told to be automation', () => {
    const job = { email: 'openhands@all-hands.dev' };
    const told = rule(2, { found: 'account', pattern: job.email, authorship: 'automation' });
    expect(judge({ commits: [commit(job)] }, [told]).authorship).toBe('automation');
  });
});

describe('13. a name in a trailer without an agent’s address is a mention', () => {
  test.each([
    'Signed-off-by: Gemini',
    'Signed-off-by: Gemini <gemini@example.com>',
    'Signed-off-by: Gemini 2.5 Pro',
    'Co-authored-by: Gemini',
  ])('%s', (trailer) => {
    expect(judge({ commits: [signed(trailer)] })).toMatchObject({
      authorship: 'human',
      agents: [],
      evidence: [{ matched: trailer, confidence: 'low' }],
    });
  });

  test.each([
    'Signed-off-by: Gemini Jones <g@example.com>',
    'Signed-off-by: Claude Paroz <c@x.org>',
  ])('%s is not even that', (trailer) => {
    expect(judge({ commits: [signed(trailer)] }).evidence).toEqual([]);
  });
});

describe('14. human means that enough was seen and no mark found', () => {
  test('the less was seen, the less sure', () => {
    expect(judge({ opener, commits: [commit(ada), commit(ada)] }).confidence).toBe('high');
    expect(judge({ commits: [commit(ada)] }).confidence).toBe('medium');
    expect(judge({ opener })).toMatchObject({ authorship: 'human', confidence: 'low' });
  });

  test('where nothing was seen it is unknown, and a team may declare', () => {
    expect(judge({ branch: 'feature/x' })).toMatchObject({ authorship: 'unknown', agents: [] });
    expect(judge({ labels: ['agent:our-own'] })).toMatchObject({
      authorship: 'agent',
      agent: 'our-own',
    });
  });
});

describe('automation is neither a person nor an agent', () => {
  test.each([
    ['renovate[bot]', '29139614+renovate[bot]@users.noreply.github.com'],
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['pre-commit-ci[bot]', '66853113+pre-commit-ci[bot]@users.noreply.github.com'],
    // A release workflow gave itself a name and kept the runner's address.
    ['R00-B0T', 'github-actions@github.com'],
  ])('%s', (name, email) => {
    const bot = { name, email };
    expect(judge({ commits: [commit(bot)] }).authorship).toBe('automation');
    expect(judge({ opener: { login: name, email }, branch: 'renovate/x' }).authorship).toBe(
      'automation',
    );
  });
});

describe('the editor that signed for an agent which was not there', () => {
  const trailer = 'Co-authored-by: Copilot <copilot@github.com>';

  test.each([
    ['2026-04-21T23:59:59Z', 'assisted'],
    ['2026-04-22T00:00:00Z', 'human'],
    ['2026-05-06T23:59:59Z', 'human'],
    ['2026-05-07T00:00:00Z', 'assisted'],
  ])('at %s: %s', (committedAt, authorship) => {
    const message = `Add\n\n${trailer}`;
    expect(judge({ commits: [commit(ada, message, { committedAt })] })).toMatchObject({
      authorship,
      evidence: [{ matched: trailer }],
    });
  });
});

describe('however the facts are ordered', () => {
  const commits: readonly (() => Commit)[] = [
    () => commit(ada),
    () => signed(claude),
    () => signed('Made-with: Cursor'),
    () => signed('Authorship: human', claude),
    () => signed('Authorship: agent'),
    () => signed('Agent: Codex'),
    () => signed('Co-authored-by: Copilot <copilot@github.com>'),
    () => commit({ email: 'noreply@anthropic.com' }),
    () => commit(actions),
    () => commit({}),
    () => commit(ada, 'Merge', { parents: ['a'.repeat(40), 'b'.repeat(40)] }),
    () => commit(ada, 'Early', { committedAt: '2026-04-25T00:00:00Z' }),
  ];
  const labels = ['codex', 'agent:claude-code', 'agent:own', 'authorship:human', 'bug'];
  const change = fc.record(
    {
      opener: fc.constantFrom(opener, { login: 'devin-ai-integration[bot]' }, { login: 'x[bot]' }),
      branch: fc.constantFrom('codex/x', 'claude/x', 'feature/x'),
      body: fc.constantFrom('', claude, 'Co-authored-by: Copilot <copilot@github.com>'),
      commits: fc
        .array(fc.constantFrom(...commits), { maxLength: 6 })
        .map((made) => made.map((make) => make())),
      labels: fc.subarray(labels),
    },
    { requiredKeys: ['commits', 'labels'] },
  );
  const answer = (input: Parameters<typeof judge>[0]) => {
    const { agent: _, agents, evidence: __, ...rest } = judge(input);
    return { ...rest, agents: agents.toSorted() };
  };

  test('the answer is the same', () => {
    const shuffled = change.chain((input) =>
      fc.record({
        input: fc.constant(input),
        commits: fc.shuffledSubarray(input.commits, { minLength: input.commits.length }),
        labels: fc.shuffledSubarray(input.labels, { minLength: input.labels.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ input, ...order }) => {
        expect(answer({ ...input, ...order })).toEqual(answer(input));
      }),
    );
  });

  test('a person’s commit never makes a change that an agent opened a person’s', () => {
    fc.assert(
      fc.property(change, (input) => {
        const opened = { ...input, opener: { login: 'devin-ai-integration[bot]' }, labels: [] };
        fc.pre(judge(opened).authorship === 'agent');
        const more = { ...opened, commits: [...opened.commits, commit(ada)] };
        expect(judge(more)).toMatchObject({ authorship: 'agent', mode: 'autonomous' });
      }),
    );
  });
});
