import { expect, test } from 'vitest';
import { pendingMigrations } from '@/lib/db/migrations';

const folder = ['1_init', '2_more'];

test('a new database needs all migrations, in order', () => {
  expect(pendingMigrations(folder, [])).toEqual(folder);
});

test('a finished migration is not pending, an unfinished one is', () => {
  const applied = [
    { name: '1_init', finished: true },
    { name: '2_more', finished: false },
  ];
  expect(pendingMigrations(folder, applied)).toEqual(['2_more']);
});

test('a database that a newer Aftermerge has changed is left alone', () => {
  expect(() => pendingMigrations(folder, [{ name: '3_newer', finished: true }])).toThrow(
    /3_newer.*update this one/,
  );
});
