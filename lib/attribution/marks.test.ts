import { expect, test } from 'vitest';
import { automationAccounts, marks } from '@/lib/attribution/marks';
import { agentName, agentNames, agentSlug } from '@/lib/domain/agent';

test('slugs are short, lower-case words', () => {
  for (const slug of Object.keys(agentNames)) expect(slug).toMatch(/^[a-z0-9][a-z0-9.-]{0,59}$/);
});

test('no pattern looks around or back, so each could run in linear time', () => {
  const patterns = marks.flatMap((mark) => ('pattern' in mark ? [mark.pattern] : []));
  for (const { source, flags } of patterns) {
    expect(source).not.toMatch(/\(\?[=!<]|\\[1-9]/);
    expect(flags).not.toContain('g');
  }
});

test('identities are written as they are compared: in lower case', () => {
  for (const match of [
    ...automationAccounts,
    ...marks.flatMap((mark) => ('match' in mark ? [mark.match] : [])),
  ]) {
    const word = 'email' in match ? match.email : 'login' in match ? match.login : '';
    expect(word).toBe(word.toLowerCase());
  }
});

test.each([
  ['Claude Code', 'claude-code'],
  ['claude_code', 'claude-code'],
  ['Claude', 'claude-code'],
  ['GitHub Copilot', 'copilot'],
  ['gemini', 'gemini-cli'],
  ['Our Own Agent v2.1', 'our-own-agent-v2.1'],
  ['--- ', undefined],
])('an agent declared as %s is %s', (declared, slug) => {
  expect(agentSlug(declared)).toBe(slug);
});

test('an agent that was only declared is shown by its slug', () => {
  expect(agentName('jules')).toBe('Jules');
  expect(agentName('our-own')).toBe('our-own');
  expect(agentName('constructor')).toBe('constructor');
});
