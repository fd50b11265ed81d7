import { expect, test } from 'vitest';
import { readGitAi } from '@/lib/history/git-ai';

const agent = (tool: string, model?: string) => ({ agent_id: { tool, id: '1', model } });
const note = (attested: string, metadata: object, version = 'authorship/3.0.0') =>
  `${attested}---\n${JSON.stringify({ schema_version: version, ...metadata })}`;

test('sessions of both forms are read, and lines of people are left out', () => {
  const attested = [
    'src/main.rs\n',
    '  abcd1234abcd1234 1-4,9\n',
    '  h_dca485b1adf836 5-8\n',
    '"src/my file.rs"\n',
    '  s_c9883b05a2487d::t_9f8e7d6c5b4a32 2\n',
    '  s_unknown::t_1 7\n',
  ].join('');
  const metadata = {
    prompts: { abcd1234abcd1234: agent('cursor', 'claude-4.5-opus') },
    sessions: { s_c9883b05a2487d: agent('claude') },
    humans: { h_dca485b1adf836: { author: 'Ana' } },
  };
  expect(readGitAi(note(attested, metadata))).toEqual([
    {
      path: 'src/main.rs',
      tool: 'cursor',
      model: 'claude-4.5-opus',
      ranges: [
        [1, 4],
        [9, 9],
      ],
    },
    { path: 'src/my file.rs', tool: 'claude', ranges: [[2, 2]] },
  ]);
});

test('a note of people alone tells that no agent wrote', () => {
  expect(readGitAi(note('a\n  h_1 1-3\n', { prompts: {} }))).toEqual([]);
});

test('a line that cannot be read is left out alone', () => {
  const metadata = { prompts: { aa: agent('cursor'), __proto__: 1 } };
  const attested = 'a\n  aa 1-x,3\n  aa\n  toString 1\n   aa 9\n  aa 5\n';
  expect(readGitAi(note(attested, metadata))).toEqual([
    { path: 'a', tool: 'cursor', ranges: [[5, 5]] },
  ]);
});

test.each([
  ['', 'nothing'],
  ['a\n  aa 1\n', 'no metadata'],
  ['a\n  aa 1\n---\n{"schema', 'half of the metadata'],
  [note('', {}, 'authorship/9.0.0'), 'another version'],
  [note('', {}, 'whogitit/3'), 'another tool'],
])('%j is no note: %s', (text) => {
  expect(readGitAi(text)).toBeUndefined();
});
