import { expect, it } from 'vitest';
import { ended, fixed, triggered } from '@/lib/sources/fixtures/honeycomb';
import { honeycomb } from '@/lib/sources/honeycomb';
import { VerifiedDelivery } from '@/lib/sources/source';

const at = new Date('2026-11-23T12:00:00Z');
const read = (payload: object) =>
  honeycomb.read(new VerifiedDelivery({}, new TextEncoder().encode(JSON.stringify(payload)), at), [
    'acme/web',
  ]);

it('opens an incident for each instance of an alert, and ends it', () => {
  expect(read(triggered).events).toEqual([
    {
      type: 'incident.opened',
      at: '2026-11-20T09:00:00.000Z',
      incident: 'honeycomb:i-77',
      repository: 'acme/web',
      title: 'Slow answers',
      text: 'Currently greater than threshold value (5)\nRunbook: look at the last deployment',
      url: 'https://ui.honeycomb.example/acme/triggers/abc123DEF45',
      alert: true,
    },
  ]);
  expect(read(ended).events).toEqual([
    {
      type: 'incident.resolved',
      at: '2026-11-20T09:30:00.000Z',
      incident: 'honeycomb:i-77',
      repository: 'acme/web',
    },
  ]);
});

it('reads the fixed payload by its trigger, at its arrival', () => {
  expect(read(fixed).events).toMatchObject([
    { type: 'incident.opened', incident: 'honeycomb:zzz', at: at.toISOString() },
  ]);
});

it('ignores tests and states that it does not know', () => {
  expect(read({ ...fixed, is_test: true }).ignored).toBe('a test');
  expect(read({ ...triggered, alert: { ...triggered.alert, isTest: true } }).ignored).toBe(
    'a test',
  );
  expect(read({ ...fixed, status: 'PAUSED' }).ignored).toBe('PAUSED');
});
