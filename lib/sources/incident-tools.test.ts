import { describe, expect, it } from 'vitest';
import { firehydrant } from '@/lib/sources/firehydrant';
import * as firehydrantSends from '@/lib/sources/fixtures/firehydrant';
import * as incidentIoSends from '@/lib/sources/fixtures/incident-io';
import * as opsgenieSends from '@/lib/sources/fixtures/opsgenie';
import * as pagerdutySends from '@/lib/sources/fixtures/pagerduty';
import * as rootlySends from '@/lib/sources/fixtures/rootly';
import * as sentrySends from '@/lib/sources/fixtures/sentry';
import { incidentIo } from '@/lib/sources/incident-io';
import { opsgenie } from '@/lib/sources/opsgenie';
import { pagerduty } from '@/lib/sources/pagerduty';
import { rootly } from '@/lib/sources/rootly';
import { sentry } from '@/lib/sources/sentry';
import { type Source, VerifiedDelivery } from '@/lib/sources/source';

const receivedAt = new Date('2026-11-20T12:00:00.000Z');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const deliveryOf = (payload: unknown, headers: Record<string, string> = {}) =>
  new VerifiedDelivery(headers, bytesOf(JSON.stringify(payload)), receivedAt);

/** The events in short: type and moment. */
function told(source: Source, payload: unknown, headers: Record<string, string> = {}) {
  const { events, ignored } = source.read(deliveryOf(payload, headers), ['acme/web', 'acme/api']);
  return (
    ignored ??
    events?.map((event) => `${event.type} ${'at' in event ? event.at : ''} ${event.repository}`)
  );
}
const of = (resource: string) => ({ 'sentry-hook-resource': resource });

describe('what incident tools tell', () => {
  it.each([
    [
      'PagerDuty',
      pagerduty,
      pagerdutySends.triggered,
      ['2026-11-20T09:00:05.000Z', '2026-11-20T09:00:05.458Z'],
    ],
    ['Opsgenie', opsgenie, opsgenieSends.created, ['2025-11-20T09:00:05.000Z']],
    [
      'Rootly',
      rootly,
      rootlySends.resolved,
      ['2026-11-20T09:00:00.000Z', '2026-11-20T09:30:00.000Z'],
    ],
  ])(
    '%s opens an incident of the repository that its service is called like',
    (_, source, payload, moments) => {
      const opened = moments.map((at) => `incident.opened ${at} acme/web`);
      expect(told(source, payload)).toEqual(expect.arrayContaining(opened));
      expect(told(source, payload)).not.toEqual(
        expect.arrayContaining([expect.stringContaining('acme/api')]),
      );
    },
  );

  it.each([
    ['incident.io', incidentIo, incidentIoSends.created, '2026-11-20T09:00:00.000Z'],
    ['FireHydrant', firehydrant, firehydrantSends.created, '2026-11-20T09:00:00.000Z'],
  ])(
    '%s opens one of all repositories of the source, where it names none',
    (_, source, payload, at) => {
      expect(told(source, payload)).toEqual(
        expect.arrayContaining([
          `incident.opened ${at} acme/web`,
          `incident.opened ${at} acme/api`,
        ]),
      );
    },
  );

  it.each([
    ['PagerDuty', pagerduty, pagerdutySends.resolved, '2026-11-20T09:30:00.000Z'],
    ['Opsgenie', opsgenie, opsgenieSends.closed, '2025-11-20T10:00:05.000Z'],
    ['incident.io', incidentIo, incidentIoSends.closed, '2026-11-20T09:50:00.000Z'],
    ['Rootly', rootly, rootlySends.resolved, '2026-11-20T09:29:00.000Z'],
    ['FireHydrant', firehydrant, firehydrantSends.closed, '2026-11-20T09:40:00.000Z'],
  ])('%s ends it when it was resolved', (_, source, payload, at) => {
    expect(told(source, payload)).toContain(`incident.resolved ${at} acme/web`);
  });

  it.each([
    ['a note on PagerDuty', pagerduty, pagerdutySends.note, 'incident.annotated'],
    ['a private incident', incidentIo, incidentIoSends.withheld, /withheld/],
    ['an alert that Rootly passes on', rootly, rootlySends.alert, /its own tool tells/],
  ])('%s is ignored', (_, source, payload, why) => {
    expect(told(source, payload)).toEqual(expect.stringMatching(why));
  });

  it('gives each tool incidents of its own', () => {
    const { events } = pagerduty.read(deliveryOf(pagerdutySends.triggered), ['acme/web']);
    expect(events).toContainEqual(
      expect.objectContaining({
        incident: 'pagerduty:PGR0VU2',
        title: 'Check-out answers 500',
        severity: 'P1',
        service: 'web',
      }),
    );
  });
});

describe('Sentry', () => {
  it('opens an issue that is an error, and tells what it suspects', () => {
    expect(told(sentry, sentrySends.created, of('issue'))).toEqual([
      'incident.opened 2026-11-20T09:00:00.391Z acme/web',
      'incident.opened 2026-11-20T09:10:00.391Z acme/web',
      'incident.linked 2026-11-20T09:00:00.391Z acme/web',
    ]);
    const { data } = sentrySends.created;
    const warning = { ...sentrySends.created, data: { issue: { ...data.issue, level: 'info' } } };
    expect(told(sentry, warning, of('issue'))).toBe('an issue of level info');
  });

  it('ends it when it was heard of, for no moment is told', () => {
    expect(told(sentry, sentrySends.resolved, of('issue'))).toContain(
      'incident.resolved 2026-11-20T12:00:00.000Z acme/web',
    );
  });

  it('has one incident for an issue, whoever tells of it', () => {
    const keys = [
      sentry.read(deliveryOf(sentrySends.created, of('issue')), ['acme/web']),
      sentry.read(deliveryOf(sentrySends.alert, of('event_alert')), ['acme/web']),
    ].flatMap(({ events }) => events?.flatMap((one) => ('incident' in one ? one.incident : [])));
    expect(new Set(keys)).toEqual(new Set(['sentry:1170820242']));
  });

  it('makes a metric alert more severe, not another incident', () => {
    const { events } = sentry.read(deliveryOf(sentrySends.metric, of('metric_alert')), [
      'acme/web',
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ incident: 'sentry:metric:789', severity: 'critical' }),
    );
  });
});

it('PagerDuty’s list of signatures is believed where one of them fits', async () => {
  const body = bytesOf('{}');
  const sent = pagerdutySends.pagerdutySender.send({
    event: '',
    id: '1',
    body,
    secret: 'secret',
    at: receivedAt,
  });
  const other = `v1=${'0'.repeat(64)}`;
  for (const list of [`${other},${sent['x-pagerduty-signature']}`, other]) {
    const headers = new Headers({ 'x-pagerduty-signature': list });
    const verified = await pagerduty.verify({ headers, token: undefined, body, at: receivedAt }, [
      'secret',
    ]);
    expect(verified instanceof VerifiedDelivery).toBe(list !== other);
  }
});

it.each([
  ['Rootly', rootly, rootlySends.rootlySender],
  ['incident.io', incidentIo, incidentIoSends.incidentIoSender],
])('%s is not believed five minutes late', async (_, source, sender) => {
  const body = bytesOf('{}');
  const headers = new Headers(
    sender.send({ event: '', id: '1', body, secret: 'secret', at: receivedAt }),
  );
  const at = (seconds: number) => new Date(receivedAt.getTime() + seconds * 1000);
  const verify = (seconds: number) =>
    source.verify({ headers, token: undefined, body, at: at(seconds) }, ['secret']);
  expect(await verify(299)).toBeInstanceOf(VerifiedDelivery);
  expect(await verify(301)).toHaveProperty('refused');
});
