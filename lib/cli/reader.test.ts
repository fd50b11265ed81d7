import { expect, it } from 'vitest';
import { readerOf } from '@/lib/cli/reader.mjs';

it.each([
  ['de-DE,de;q=0.9,en;q=0.8', '.,d'],
  ['en-US,en;q=0.9', ',.m'],
  ['en-GB', ',.d'],
  ['en;q=0.5, fr-FR ;q=0.9', '\u202f,d'],
  ['de;q=0, en-GB', ',.d'],
  ['ar-EG-u-nu-arab', ',.d'],
  ['xx-klingon, *, es-ES', '.,d'],
  ['"; drop', ',.d'],
  [undefined, ',.d'],
])('who accepts "%s" writes as %j says', (accepted, reader) => {
  expect(readerOf(accepted)).toBe(reader);
});
