import { expect, test } from 'vitest';
import { writtenLines } from '@/lib/domain/written-lines';

test.each([
  ['carriage returns and indents go', 'a\r\n   b\r', ['a', 'b']],
  ['quoted lines go', 'a\n> Co-authored-by: x\nb', ['a', 'b']],
  ['code blocks go', 'a\n```\ncode\n```\nb', ['a', 'b']],
  ['a fence that nothing closes hides nothing', 'a\n```\nb', ['a', 'b']],
  ['comments over several lines go', '<!--\nKeep this\n-->\nb', ['b']],
  ['a comment on one line stays', '<!-- MARK -->\nb', ['<!-- MARK -->', 'b']],
  [
    'a pasted review summary goes',
    '<!-- CURSOR_SUMMARY -->\nx\n<!-- /CURSOR_SUMMARY -->\nb',
    ['b'],
  ],
  ['the message of a reverted change goes', "a\nOriginal change's description:\nb", ['a']],
])('%s', (_name, text, lines) => {
  expect(writtenLines(text)).toEqual(lines);
});
