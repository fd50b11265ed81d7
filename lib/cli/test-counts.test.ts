import { expect, test } from 'vitest';
import {
  readPlaywrightReport,
  readVitestReport,
  sumCounts,
  withExitCode,
} from '@/lib/cli/test-counts';

test('a test file that does not load counts as one failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(readVitestReport(report)).toEqual({ passed: 3, failed: 2 });
});

test('an end-to-end run counts what passed at last, and what failed outside of a test', () => {
  const report = { stats: { expected: 4, flaky: 1, unexpected: 2 }, errors: [{}] };
  expect(readPlaywrightReport(report)).toEqual({ passed: 5, failed: 3 });
});

test('a run that exits with an error never counts as all passed', () => {
  expect(withExitCode({ passed: 9, failed: 0 }, 1)).toEqual({ passed: 9, failed: 1 });
  expect(withExitCode({ passed: 9, failed: 2 }, 1)).toEqual({ passed: 9, failed: 2 });
  expect(withExitCode({ passed: 9, failed: 0 }, 0)).toEqual({ passed: 9, failed: 0 });
});

test('counts add up', () => {
  const counts = [
    { passed: 1, failed: 2 },
    { passed: 3, failed: 4 },
  ];
  expect(sumCounts(counts)).toEqual({ passed: 4, failed: 6 });
});
