import { expect, it } from 'vitest';
import { hex } from '@/lib/sources/fixtures/fixture';
import { grafanaGroup } from '@/lib/sources/fixtures/grafana';
import { grafana } from '@/lib/sources/grafana';
import { VerifiedDelivery } from '@/lib/sources/source';

const at = new Date('2026-11-20T12:00:00Z');
const body = new TextEncoder().encode(JSON.stringify(grafanaGroup));
const read = (payload: unknown) =>
  grafana.read(new VerifiedDelivery({}, new TextEncoder().encode(JSON.stringify(payload)), at), [
    'acme/web',
  ]);
const isBelieved = async (headers: Record<string, string>) =>
  (await grafana.verify({ headers: new Headers(headers), token: undefined, body, at }, [
    'secret',
  ])) instanceof VerifiedDelivery;

it('opens an incident since an alert fires', () => {
  expect(read(grafanaGroup).events).toEqual([
    {
      type: 'incident.opened',
      at: '2026-11-20T09:00:00.000Z',
      incident: 'grafana:c6eadffa33fcdf37:2026-11-20T09:00:00.000Z',
      repository: 'acme/web',
      title: 'Answers take seconds',
      text: 'p99 above 2 s',
      severity: 'P1',
      service: 'web',
      url: 'https://grafana.example/alerting/grafana/1afz29v7z/view',
      alert: true,
    },
  ]);
});

it('ignores the alert of its test button', () => {
  const labels = { alertname: 'TestAlert', instance: 'Grafana' };
  expect(read({ status: 'firing', alerts: [{ status: 'firing', labels }] }).ignored).toContain(
    'test',
  );
});

it('believes a token where nothing is signed, and only the signature where something is', async () => {
  const authorization = 'Bearer secret';
  expect(await isBelieved({ authorization })).toBe(true);
  const signed = { authorization, 'x-grafana-alerting-signature': hex('other', body) };
  expect(await isBelieved(signed)).toBe(false);
  expect(await isBelieved({ authorization, 'x-grafana-alerting-signature': '' })).toBe(false);
});

it('believes a moment that was signed along, for five minutes', async () => {
  const signedAt = (seconds: number) => ({
    'x-grafana-alerting-timestamp': String(seconds),
    'x-grafana-alerting-signature': hex('secret', `${seconds}:`, body),
  });
  const now = at.getTime() / 1_000;
  expect(await isBelieved(signedAt(now))).toBe(true);
  expect(await isBelieved(signedAt(now - 301))).toBe(false);
  const moved = { ...signedAt(now), 'x-grafana-alerting-timestamp': String(now + 1) };
  expect(await isBelieved(moved)).toBe(false);
});
