import { describe, expect, it } from 'vitest';
import { alertmanager } from '@/lib/sources/alertmanager';
import { firingAlert, group, resolvedAlert } from '@/lib/sources/fixtures/alertmanager';
import { VerifiedDelivery } from '@/lib/sources/source';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const delivered = (payload: unknown) =>
  new VerifiedDelivery({}, new TextEncoder().encode(JSON.stringify(payload)), receivedAt);
const read = (payload: unknown, repositories = ['acme/web']) =>
  alertmanager.read(delivered(payload), repositories);
const idOf = (payload: unknown) => alertmanager.identify(delivered(payload)).id;

describe('a group of alerts', () => {
  const words = {
    repository: 'acme/web',
    title: 'Checkout answers with errors',
    text: 'Since https://github.com/acme/web/pull/7',
    severity: 'page',
    service: 'checkout',
    url: 'http://prometheus.example/graph?g0.expr=up',
    alert: true,
  };

  it('opens an incident for each alert that fires, and ends each that is resolved, whatever the group says', () => {
    const ended = 'alertmanager:60303ae22b998861:2026-11-20T09:10:00.000Z';
    expect(read(group).events).toEqual([
      {
        type: 'incident.opened',
        at: '2026-11-20T09:15:00.262Z',
        incident: 'alertmanager:9f86d081884c7d65:2026-11-20T09:15:00.262Z',
        ...words,
      },
      { type: 'incident.opened', at: '2026-11-20T09:10:00.000Z', incident: ended, ...words },
      {
        type: 'incident.resolved',
        at: '2026-11-20T09:20:00.000Z',
        incident: ended,
        repository: 'acme/web',
      },
    ]);
  });

  it('is the same as long as the same alerts fire, in whatever order, and however they are worded', () => {
    const alerts = [resolvedAlert, { ...firingAlert, annotations: { summary: 'Still' } }];
    expect(idOf({ ...group, alerts, receiver: 'other' })).toBe(idOf(group));
    const firing = { ...resolvedAlert, status: 'firing' };
    const later = { ...firingAlert, startsAt: '2026-11-20T10:00:00Z' };
    expect(idOf({ ...group, alerts: [firingAlert, firing] })).not.toBe(idOf(group));
    expect(idOf({ ...group, alerts: [later, resolvedAlert] })).not.toBe(idOf(group));
  });

  it('is told apart by its body where its alerts tell no beginning', () => {
    const undated = (title: string) => ({
      status: 'firing',
      title,
      alerts: [{ status: 'firing', labels: { alertname: 'Down' } }],
    });
    expect(idOf(undated('one'))).not.toBe(idOf(undated('two')));
    expect(read(undated('one')).events).toMatchObject([
      { type: 'incident.opened', title: 'Down', at: receivedAt.toISOString() },
    ]);
  });

  it('ends at its arrival where a resolved alert tells no end', () => {
    const alerts = [{ ...resolvedAlert, endsAt: '0001-01-01T00:00:00Z' }];
    expect(read({ ...group, alerts }).events?.at(-1)).toMatchObject({
      type: 'incident.resolved',
      at: receivedAt.toISOString(),
    });
  });

  it('is about the repository that its annotations name, or else those of its source', () => {
    const named = new Set(
      read(group, ['acme/api', 'acme/web']).events?.map(({ repository }) => repository),
    );
    expect(named).toEqual(new Set(['acme/web']));
    const alerts = [{ ...firingAlert, annotations: {} }];
    expect(read({ ...group, alerts }, ['acme/api', 'acme/checkout']).events).toMatchObject([
      { repository: 'acme/checkout', title: 'CheckoutErrors' },
    ]);
    expect(read({ ...group, alerts }, []).ignored).toContain('names no repository');
  });

  it('says which state of an alert it does not know', () => {
    const alerts = [{ ...firingAlert, status: 'pending' }];
    expect(read({ ...group, alerts })).toEqual({
      events: [],
      ignored: 'an alert that is pending',
    });
    expect(read({ ...group, alerts: 7 }).ignored).toBe('a payload that lists no alerts');
  });
});
