import { expect, test } from 'vitest';
import { readAgentTrace } from '@/lib/history/agent-trace';

const revision = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0';
const record = (files: unknown, more: object = {}) =>
  JSON.stringify({
    version: '0.1.0',
    id: '550e8400-e29b-41d4-a716-446655440000',
    timestamp: '2026-01-23T14:30:00Z',
    vcs: { type: 'git', revision },
    tool: { name: 'cursor', version: '2.4.0' },
    files,
    ...more,
  });

test('lines of agents are read, a range may have its own contributor', () => {
  const conversations = [
    {
      contributor: { type: 'ai', model_id: 'anthropic/claude-opus-4-5' },
      ranges: [
        { start_line: 42, end_line: 67 },
        { start_line: 70, end_line: 71, contributor: { type: 'human' } },
        { start_line: 80, end_line: 80, contributor: { type: 'mixed' } },
      ],
    },
    { contributor: { type: 'unknown' }, ranges: [{ start_line: 1, end_line: 2 }] },
    { ranges: [{ start_line: 1, end_line: 2 }] },
  ];
  expect(readAgentTrace(record([{ path: './src/a.ts', conversations }]))).toEqual({
    revision,
    written: [
      {
        path: 'src/a.ts',
        tool: 'cursor',
        model: 'anthropic/claude-opus-4-5',
        ranges: [[42, 67]],
      },
      { path: 'src/a.ts', tool: 'cursor', ranges: [[80, 80]] },
    ],
  });
});

test.each([
  'not json',
  'null',
  '{}',
  record([], { vcs: undefined }),
  record([], { vcs: { type: 'hg', revision } }),
  record([], { vcs: { type: 'git', revision: 'HEAD' } }),
  record([{ path: 1 }]),
])('%j is no record of a commit', (line) => {
  expect(readAgentTrace(line)).toBeUndefined();
});
