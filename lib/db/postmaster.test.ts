import { expect, test } from 'vitest';
import { readPostmaster } from '@/lib/db/postmaster';

test('a running server names its pid and its port', () => {
  const text = '4711\n/data\n1700000000\n54321\n\n127.0.0.1\n  123 456\nready   \n';
  expect(readPostmaster(text)).toEqual({ pid: 4711, port: 54321 });
});

test('a server that has only begun to start has no port yet', () => {
  expect(readPostmaster('4711\n/data\n1700000000\n')).toEqual({ pid: 4711, port: undefined });
});

test.each(['', '\n', 'nonsense\n', '-4711\n', '0\n'])('%j names no server', (text) => {
  expect(readPostmaster(text)).toBeUndefined();
});
