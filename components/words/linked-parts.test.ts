import { expect, it } from 'vitest';
import { linkedParts } from '@/components/words/linked-parts';

it.each([
  ['See https://ci.example.com/42.', ['See ', '<https://ci.example.com/42>', '.']],
  ['(http://a.example/x?y=1)\nand', ['(', '<http://a.example/x?y=1>', ')\nand']],
  ['javascript:alert(1) ftp://a.example', ['javascript:alert(1) ftp://a.example']],
  ['<a href="https://a.example">', ['<a href="', '<https://a.example>', '">']],
  ['', []],
])('links the addresses of %s and nothing else', (text, expected) => {
  const parts = linkedParts(text);
  expect(parts.map(({ text: part, isLink }) => (isLink ? `<${part}>` : part))).toEqual(expected);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});
