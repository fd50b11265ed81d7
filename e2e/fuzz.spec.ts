import { randomInt } from 'node:crypto';
import { expect, npmRun, test } from '@/e2e/fixtures';

test('hostile requests get no 5xx, learn nothing, and harm nothing', () => {
  test.slow();
  const seed = String(randomInt(2 ** 31));
  // Said before, so that a run that is cut off can be repeated.
  console.log(`npm run fuzz -- 4000 ${seed}`);
  expect(npmRun('fuzz', '4000', seed)).toContain('No answer was 5xx');
});
