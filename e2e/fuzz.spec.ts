import { expect, npmRun, test } from '@/e2e/fixtures';

test('hostile requests get no 5xx, learn nothing, and harm nothing', () => {
  test.slow();
  expect(npmRun('fuzz', '2000', '7')).toContain('No answer was 5xx');
});
