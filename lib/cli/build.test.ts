import { expect, test } from 'vitest';
import { isBuilt } from '@/lib/cli/build';

test.each(['app/page.tsx', 'components/layout/shell.module.css', 'lib/stats/wilson.ts'])(
  'a change of %s makes the build stale',
  (file) => expect(isBuilt(file)).toBe(true),
);

test.each([
  'lib/stats/wilson.test.ts',
  'lib/db/migrations.db.test.ts',
  'lib/db/generated/client.ts',
])('a change of %s does not', (file) => expect(isBuilt(file)).toBe(false));
