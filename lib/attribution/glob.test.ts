import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob } from '@/lib/attribution/glob';

test.each([
  ['acme-bot', 'ACME-bot', true],
  ['acme-bot', 'acme-bot2', false],
  ['acme.bot', 'acmexbot', false],
  ['acme-*', 'acme-', true],
  ['acme-*', 'my-acme-1', false],
  ['*@agents.acme.dev', 'one@agents.acme.dev', true],
  ['*@agents.acme.dev', 'one@agents.acme.dev.example', false],
  ['a*b*a', 'aba', true],
  ['a*a', 'a', false],
  ['*Agent: * by acme*', 'x agent: 7 by ACME!', true],
  ['(a|b)+', '(a|b)+', true],
  ['(a|b)+', 'ab', false],
])('the pattern %s and the text %s: %s', (pattern, text, fits) => {
  expect(compileGlob(pattern)(text)).toBe(fits);
});

test('any pattern compiles and fits itself; one without * fits nothing else', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (pattern, text) => {
        const fits = compileGlob(pattern);
        expect(fits(pattern)).toBe(true);
        if (!pattern.includes('*') && fits(text)) {
          expect(text.toLowerCase()).toBe(pattern.toLowerCase());
        }
      },
    ),
  );
});

test('* stands for any run of characters', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n') });
  fc.assert(
    fc.property(
      word,
      word,
      word,
      fc.array(word, { minLength: 2, maxLength: 2 }),
      (a, b, c, runs) => {
        expect(compileGlob(`${a}*${b}*${c}`)(`${a}${runs[0]}${b}${runs[1]}${c}`)).toBe(true);
      },
    ),
  );
});
