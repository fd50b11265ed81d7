import { expect, it } from 'vitest';
import { silenceOf } from '@/lib/intake/silence';

const now = new Date('2026-05-31T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

it.each([
  ['a busy one after a weekend', 2.5, 40, null],
  ['a busy one after three days', 3.2, 40, 'nothing for 3 days; usually 40 a day'],
  ['a rare one after a week', 7, 0.3, null],
  ['a rare one after a month', 30, 0.3, 'nothing for 30 days; usually 2 a week'],
  ['one of unknown pace', 30, 0, null],
])('%s', (_, days, usual, words) => {
  expect(silenceOf(ago(days), usual, now)).toBe(words);
});

it('says nothing of a source that never sent anything', () => {
  expect(silenceOf(null, 0, now)).toBeNull();
});
