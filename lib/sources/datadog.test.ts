import { describe, expect, it } from 'vitest';
import { datadog, template } from '@/lib/sources/datadog';
import { recovered, triggered } from '@/lib/sources/fixtures/datadog';
import { VerifiedDelivery } from '@/lib/sources/source';

const delivered = (payload: object) =>
  new VerifiedDelivery(
    {},
    new TextEncoder().encode(JSON.stringify(payload)),
    new Date('2026-11-23T12:00:00Z'),
  );
const read = (payload: object) => datadog.read(delivered(payload), ['acme/web']);

describe('a monitor', () => {
  it('opens an incident and ends it, under one key for one cycle of one scope', () => {
    const incident = 'datadog:1234:service:web,env:prod:4482611832763590656';
    expect(read(triggered).events).toEqual([
      {
        type: 'incident.opened',
        at: '2026-11-20T11:35:00.000Z',
        incident,
        repository: 'acme/web',
        title: 'Too many errors',
        text: 'Errors above 5 %',
        severity: 'P2',
        service: 'web',
        url: 'https://app.datadoghq.example/monitors/1234',
        alert: true,
      },
    ]);
    expect(read(recovered).events).toEqual([
      {
        type: 'incident.resolved',
        at: '2026-11-20T11:50:00.000Z',
        incident,
        repository: 'acme/web',
      },
    ]);
  });

  it('opens nothing by a warning or a state that is not known', () => {
    expect(read({ ...triggered, alert_transition: 'Warn' }).ignored).toBe('Warn');
    const renotified = { ...triggered, alert_transition: 'Renotify', alert_type: 'warning' };
    expect(read(renotified).ignored).toBe('a warning');
    expect(read({ ...triggered, alert_transition: 'Muted' }).ignored).toBe('Muted');
  });

  it('is read without what Datadog had nothing for', () => {
    const bare = { ...triggered, alert_cycle_key: '$ALERT_CYCLE_KEY', alert_priority: 'null' };
    const { events } = read({ ...bare, tags: '', alert_scope: '*', date: '$DATE' });
    expect(events).toMatchObject([{ incident: 'datadog:1234:*:', at: '2026-11-23T12:00:00.000Z' }]);
    expect(events?.[0]).not.toHaveProperty('service', expect.anything());
  });
});

it('recognises a repetition by the id of Datadog’s event', () => {
  expect(datadog.identify(delivered(triggered))).toEqual({
    id: '7041212230341592135',
    event: 'Triggered',
  });
  const unfilled = { ...triggered, id: '$ID' };
  expect(datadog.identify(delivered(unfilled)).id).toMatch(/^[0-9a-f]{64}$/);
});

it('gives the template that asks for what it reads', () => {
  expect(datadog.setup.where).toContain(template);
  const asked: unknown = JSON.parse(template);
  expect(asked).toEqual(
    Object.fromEntries(Object.keys(triggered).map((field) => [field, `$${field.toUpperCase()}`])),
  );
});

it('says what is missing where the payload is Datadog’s own', () => {
  const payload = { id: '1', title: '[Triggered] Disk is full', body: 'Full', date: 1 };
  expect(read(payload).ignored).toContain('set-up');
});
