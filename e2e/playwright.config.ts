import { defineConfig } from '@playwright/test';
import { administratorState, applicationUrl } from '@/e2e/application';
import { findBrowser } from '@/lib/cli/browser';

const browser = findBrowser();
// Chromium's own sandbox does not work for root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'results',
  globalSetup: './application.ts',
  fullyParallel: true,
  workers: 2,
  // Patience for slow machines; what is there is seen at once.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: applicationUrl,
    // Dates and numbers are written as their reader does.
    locale: 'en-GB',
    storageState: administratorState,
    // Pictures and copies of every page as it went would take a third of the time of all tests.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { args, ...(browser ? { executablePath: browser.path } : {}) },
  },
  projects: [
    { name: 'without data', testMatch: 'welcome.spec.ts' },
    { name: 'sample data', testMatch: 'manager.spec.ts', dependencies: ['without data'] },
    // The page without a guardrail is walked first, since the other pages are looked at with one.
    { name: 'guardrails', testMatch: 'guardrails.spec.ts', dependencies: ['sample data'] },
    {
      name: 'pages',
      testMatch: [
        'accessibility.spec.ts',
        'agents.spec.ts',
        'journey.spec.ts',
        'print.spec.ts',
        'reader.spec.ts',
        'save.spec.ts',
        'thumbs.spec.ts',
      ],
      dependencies: ['guardrails'],
    },
    {
      name: 'own data',
      testMatch: [
        'abuse.spec.ts',
        'access.spec.ts',
        'account.spec.ts',
        'ci.spec.ts',
        'webhook.spec.ts',
        'compare.spec.ts',
        'counting.spec.ts',
        'digests.spec.ts',
        'failure.spec.ts',
        'fuzz.spec.ts',
        'headers.spec.ts',
        'import.spec.ts',
        'keeping.spec.ts',
        'lists.spec.ts',
        'logs.spec.ts',
        'members.spec.ts',
        'odd-names.spec.ts',
        'open.spec.ts',
        'operations.spec.ts',
        'rules.spec.ts',
        'sight.spec.ts',
        'sign-in-attacks.spec.ts',
        'sources.spec.ts',
        'team.spec.ts',
        'team-settings.spec.ts',
        'two-processes.spec.ts',
      ],
      dependencies: ['without data'],
    },
  ],
});
