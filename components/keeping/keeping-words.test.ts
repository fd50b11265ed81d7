import { expect, it } from 'vitest';
import { bytesWords } from '@/components/keeping/keeping-words';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [1_449_000, '1.4 MB'],
  [2_500_000_000_000_000, '2,500.0 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});
