import { describe, expect, it } from 'vitest';
import { componentUpdate, incident, resolvedIncident } from '@/lib/sources/fixtures/statuspage';
import { VerifiedDelivery } from '@/lib/sources/source';
import { statuspage } from '@/lib/sources/statuspage';

const at = new Date('2026-11-23T12:00:00Z');
const bytesOf = (payload: object) => new TextEncoder().encode(JSON.stringify(payload));
const delivered = (payload: object) => new VerifiedDelivery({}, bytesOf(payload), at);
const read = (payload: object) => statuspage.read(delivered(payload), ['acme/web']);
const identify = (payload: object) => statuspage.identify(delivered(payload));

describe('an incident', () => {
  const words = {
    incident: 'statuspage:lbkhbwn21v5q',
    repository: 'acme/web',
    title: 'Log-ins fail',
    severity: 'major',
    service: 'web',
    url: 'https://stspg.example/lbkhbwn21v5q',
  };

  it('is opened when it was created, and told once more with its last words', () => {
    const told = { type: 'incident.opened', ...words, text: 'We are looking into it.' };
    expect(read({ incident }).events).toEqual([
      { ...told, at: '2026-11-20T09:00:00.000Z' },
      { ...told, at: '2026-11-20T09:00:01.000Z' },
    ]);
  });

  it('ends with its resolution, and keeps what every update said', () => {
    const { events } = read({ incident: resolvedIncident });
    expect(events).toHaveLength(3);
    expect(events?.[1]).toMatchObject({
      at: '2026-11-20T10:00:02.000Z',
      text: 'We took back https://github.com/acme/web/pull/7.\n\nWe are looking into it.',
    });
    expect(events?.[2]).toEqual({
      type: 'incident.resolved',
      at: '2026-11-20T10:00:00.000Z',
      incident: words.incident,
      repository: 'acme/web',
    });
  });

  it('is known by its newest update', () => {
    expect(identify({ incident })).toEqual({
      id: 'lbkhbwn21v5q/u1',
      event: 'incident.investigating',
    });
    expect(identify({ incident: resolvedIncident }).id).toBe('lbkhbwn21v5q/u2');
    const incident_updates = resolvedIncident.incident_updates.toReversed();
    expect(identify({ incident: { ...resolvedIncident, incident_updates } }).id).toBe(
      'lbkhbwn21v5q/u2',
    );
  });
});

it('ignores planned maintenance and the states of components', () => {
  const planned = { ...incident, status: 'in_progress', impact: 'maintenance' };
  expect(read({ incident: planned }).ignored).toBe('an incident that is in_progress');
  expect(read(componentUpdate).ignored).toBe('the state of a component');
  expect(identify(componentUpdate).event).toBe('component_update');
});

it('believes the token of its address', async () => {
  const received = { headers: new Headers(), body: bytesOf({ incident }), at };
  expect(await statuspage.verify({ ...received, token: 'secret' }, ['secret'])).toBeInstanceOf(
    VerifiedDelivery,
  );
  expect(await statuspage.verify({ ...received, token: 'other' }, ['secret'])).toHaveProperty(
    'refused',
  );
});
