import { describe, expect, it } from 'vitest';
import { activated, channelClosed, closed } from '@/lib/sources/fixtures/newrelic';
import { newrelic } from '@/lib/sources/newrelic';
import { VerifiedDelivery } from '@/lib/sources/source';

const at = new Date('2026-11-23T12:00:00Z');
const read = (payload: object) =>
  newrelic.read(new VerifiedDelivery({}, new TextEncoder().encode(JSON.stringify(payload)), at), [
    'acme/web',
  ]);

describe('an issue', () => {
  const incident = 'newrelic:c5faffff-4d3c-4d5a-8ad2-2c4a1b6c0f11';
  const opened = {
    type: 'incident.opened',
    incident,
    repository: 'acme/web',
    title: 'Error percentage > 5 % on web',
    text: 'Production\nError percentage',
    severity: 'CRITICAL',
    service: 'web',
    url: 'https://radar-api.example/issues/c5faffff',
    alert: true,
  };

  it('is an incident since it was created', () => {
    expect(read(activated).events).toEqual([
      { ...opened, at: '2026-11-20T09:00:00.000Z' },
      { ...opened, at: '2026-11-20T09:01:00.000Z' },
    ]);
  });

  it('ends when it is closed, by its last update where it tells no other moment', () => {
    const resolved = { type: 'incident.resolved', incident, repository: 'acme/web' };
    expect(read(closed).events?.at(-1)).toEqual({ ...resolved, at: '2026-11-20T10:00:00.000Z' });
    const closedAt = Date.parse('2026-11-20T09:59:00Z');
    expect(read({ ...closed, closedAt }).events?.at(-1)).toMatchObject({
      at: '2026-11-20T09:59:00.000Z',
    });
  });

  it('says which state is not known', () => {
    expect(read({ ...activated, state: 'MERGED' }).ignored).toBe('MERGED');
  });
});

it('reads what older notification channels send, whose end tells no beginning', () => {
  expect(read(channelClosed).events).toEqual([
    {
      type: 'incident.resolved',
      at: '2026-11-20T10:00:00.000Z',
      incident: 'newrelic:715',
      repository: 'acme/web',
    },
  ]);
  expect(read({ ...channelClosed, current_state: 'open' }).events).toMatchObject([
    {
      type: 'incident.opened',
      at: '2026-11-20T10:00:00.000Z',
      title: 'Error percentage',
      text: 'Back below 5 %\nProduction\nError percentage',
    },
  ]);
  expect(read({ ...channelClosed, current_state: 'test' }).ignored).toBe('test');
});
