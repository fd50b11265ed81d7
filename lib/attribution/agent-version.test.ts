import { expect, it } from 'vitest';
import { agentVersion } from '@/lib/attribution/agent-version';

it.each([
  ['Co-Authored-By: Claude Opus 4.1 <noreply@anthropic.com>', 'Claude Opus 4.1'],
  ['Co-authored-by: Claude Sonnet 4 <noreply@anthropic.com>', 'Claude Sonnet 4'],
  ['Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>', 'Claude Opus 4.6'],
  ['Co-authored-by: Claude 3.5 Sonnet <noreply@anthropic.com>', 'Claude Sonnet 3.5'],
  ['Assisted-by: Claude Opus 4.6', 'Claude Opus 4.6'],
  ['Assisted-by: ClaudeCode:claude-fable-5', 'Claude Fable 5'],
  ['Assisted-by: claude-code:claude-opus-4-20250514', 'Claude Opus 4'],
  ['Assisted-by: claude-code:claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5'],
  ['Agent-Signature: claude-3-7-sonnet-20250219', 'Claude Sonnet 3.7'],
  ['Co-authored-by: aider (gpt-5) <aider@aider.chat>', 'GPT-5'],
  ['Co-authored-by: aider (openai/gpt-4o) <aider@aider.chat>', 'GPT-4o'],
  ['Co-authored-by: OpenHands-GPT-5', 'GPT-5'],
  ['Assisted-by: Codex:gpt-5.1-codex', 'GPT-5.1 Codex'],
  ['Assisted-by: Gemini 2.5 Pro', 'Gemini 2.5 Pro'],
  ['Assisted-by: Crush:glm-5', 'GLM 5'],
  ['Assisted-by: Kimi K2', 'Kimi K2'],
  ['Co-authored-by: Qwen3-Coder <qwen@alibaba.example>', 'Qwen 3 Coder'],
  ['Assisted-by: openhands 0.39.1', 'openhands 0.39.1'],
  ['🤖 Generated with [Claude Code](https://claude.com/claude-code) v2.1.4', 'Claude Code 2.1.4'],
] as const)('%s names %s', (matched, version) => {
  expect(agentVersion(matched)).toBe(version);
});

it.each([
  'Co-Authored-By: Claude <noreply@anthropic.com>',
  'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>',
  '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
  'Claude-Session: https://claude.ai/code/session_0123456789abcdef4.1',
  'Assisted-by: glm via Crush <crush@charm.land>',
  'Assisted-by: Kimi Raikkonen',
  'claude/fix-4.1-abcde',
  '',
])('%s names no version', (matched) => {
  expect(agentVersion(matched)).toBeUndefined();
});

it('is quick on what is meant to be slow', () => {
  const started = performance.now();
  for (const text of ['a '.repeat(100_000), `${'-'.repeat(100_000)}<`, '<'.repeat(100_000)]) {
    agentVersion(text);
  }
  expect(performance.now() - started).toBeLessThan(200);
});
