import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonOf } from '@/lib/domain/json';

const nested = (levels: number, open = '[', close = ']') =>
  open.repeat(levels) + close.repeat(levels);

it('takes what JSON can say', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      expect(jsonOf(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('refuses what is nested without end, before it is read', () => {
  expect(jsonOf(nested(100))).toBeInstanceOf(Array);
  expect(() => jsonOf(nested(101))).toThrow('nested deeper than 100 levels');
  expect(() => jsonOf('{"a":'.repeat(1_000_000))).toThrow('nested deeper');
  expect(() => jsonOf(nested(1_000_000))).toThrow('nested deeper');
});

it('does not count brackets in strings', () => {
  const text = `\\"${nested(1_000)}`;
  expect(jsonOf(JSON.stringify({ text }))).toEqual({ text });
});
