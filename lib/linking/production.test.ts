import { expect, test } from 'vitest';
import { isProduction } from '@/lib/linking/production';

test.each([
  'production',
  'Production',
  'prod-eu',
  'prod2',
  'live',
  'eu-west-1',
  'github-pages',
  'customers',
  'Production – test-app',
  'latest',
  'devops-portal',
  '',
])('%s serves users', (environment) => {
  expect(isProduction(environment)).toBe(true);
});

test.each([
  'staging',
  'Staging2',
  'stagingEU',
  'stg',
  'preview',
  'Preview – production-app',
  'pr-123',
  'review/feature-x',
  'dev',
  'dev01',
  'test',
  'qa',
  'pre-production',
  'preprod',
  'non-prod',
  'staging-production',
])('%s serves no users', (environment) => {
  expect(isProduction(environment)).toBe(false);
});
