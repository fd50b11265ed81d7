import { expect, it } from 'vitest';
import type { ToldViewer } from '@/components/access/viewer';
import { destinationsOf } from '@/components/layout/destinations';
import { defaultSettings } from '@/lib/domain/setting';

const status = {
  repositories: [{ name: 'acme/web', sample: false, asOf: null, changes: 1 }],
  agents: [{ agent: 'codex', name: 'Codex', changes: 1 }],
  authorship: [],
  counting: defaultSettings.counting,
  teams: [{ id: 'pay', name: 'Payments' }],
  unlinkedReverts: 0,
  deadDeliveries: 0,
  range: null,
};
const areas = [{ area: 'billing', changes: 1 }];
const views = [{ path: '/regressions', name: 'Late ones', query: 'sort=day' }] as const;
const person = { name: 'Ada', email: 'ada@example.org' };
const admin = { person, role: 'admin', seesAll: true } as const;
const found = (text: string, viewer: ToldViewer = admin) =>
  destinationsOf(text, { status, areas, views }, viewer);
const names = (text: string, viewer?: ToldViewer) => found(text, viewer).map(({ name }) => name);

it('finds pages, settings, repositories and agents by parts of their names', () => {
  expect(names('')[0]).toBe('Overview');
  expect(names('deliv')).toEqual(['Deliveries']);
  expect(names('WEB acme')).toEqual(['acme/web']);
  expect(names('codex agent')).toEqual(['Codex']);
  expect(names('nothing like it')).toEqual([]);
});

it('goes nowhere that whoever looks may not go', () => {
  const viewer = { ...admin, role: 'viewer' } as const;
  expect(names('deliv', viewer)).toEqual([]);
  expect(names('guardrails', viewer)).toEqual(['Guardrails']);
  expect(names('guardrails', { ...viewer, seesAll: false })).toEqual([]);
  expect(names('account', viewer)).toEqual(['Your account']);
  expect(names('account', { ...viewer, person: null })).toEqual([]);
});

it('goes to the own pages of repositories, agents, teams and areas, and to saved views', () => {
  const hrefs = ['acme/web', 'codex', 'payments', 'billing', 'late'].flatMap((text) => found(text));
  expect(hrefs.map(({ href }) => href)).toEqual([
    '/repositories/acme/web',
    '/agents/codex',
    '/teams/pay',
    '/areas/billing',
    '/regressions?sort=day',
  ]);
});

it('goes to a change by its number', () => {
  expect(found(' acme/web#12 ')).toEqual([
    { name: 'acme/web#12', what: 'change', href: '/changes/acme/web/12' },
  ]);
});
