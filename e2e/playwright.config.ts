import { defineConfig } from '@playwright/test';
import { applicationUrl } from '@/e2e/application';
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
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: applicationUrl,
    trace: 'retain-on-failure',
    launchOptions: { args, ...(browser ? { executablePath: browser.path } : {}) },
  },
});
