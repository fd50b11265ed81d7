import { expect, it } from 'vitest';
import { destinationsOf } from '@/components/layout/destinations';

const status = {
  repositories: [{ name: 'acme/web', sample: false, asOf: null, changes: 1 }],
  agents: [{ agent: 'codex', name: 'Codex', changes: 1 }],
  authorship: [],
  teams: [],
  unlinkedReverts: 0,
  deadDeliveries: 0,
  range: null,
};
const names = (text: string) => destinationsOf(text, status, 'admin').map(({ name }) => name);

it('finds pages, settings, repositories and agents by parts of their names', () => {
  expect(names('')[0]).toBe('Overview');
  expect(names('deliv')).toEqual(['Deliveries']);
  expect(names('WEB acme')).toEqual(['acme/web']);
  expect(names('codex agent')).toEqual(['Codex']);
  expect(names('nothing like it')).toEqual([]);
});

it('goes to a change by its number', () => {
  expect(destinationsOf(' acme/web#12 ', status, 'viewer')).toEqual([
    { name: 'acme/web#12', what: 'change', href: '/changes/acme/web/12' },
  ]);
});
