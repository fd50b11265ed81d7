import { expect, it } from 'vitest';
import type { ToldViewer } from '@/components/access/viewer';
import { destinationsOf } from '@/components/layout/destinations';
import { defaultSettings } from '@/lib/domain/setting';

const status = {
  repositories: [{ name: 'acme/web', sample: false, asOf: null, changes: 1 }],
  agents: [{ agent: 'codex', name: 'Codex', changes: 1 }],
  authorship: [],
  counting: defaultSettings.counting,
  teams: [],
  unlinkedReverts: 0,
  deadDeliveries: 0,
  range: null,
};
const admin = { person: null, role: 'admin', seesAll: true } as const;
const names = (text: string, viewer: ToldViewer = admin) =>
  destinationsOf(text, status, viewer).map(({ name }) => name);

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
});

it('goes to a change by its number', () => {
  expect(destinationsOf(' acme/web#12 ', status, admin)).toEqual([
    { name: 'acme/web#12', what: 'change', href: '/changes/acme/web/12' },
  ]);
});
