import { describe, expect, it } from 'vitest';
import { hex } from '@/lib/sources/fixtures/fixture';
import { completed, labelled } from '@/lib/sources/fixtures/linear';
import { linear } from '@/lib/sources/linear';
import { VerifiedDelivery } from '@/lib/sources/source';

const at = new Date('2026-11-23T12:00:00Z');
const bytesOf = (payload: object) => new TextEncoder().encode(JSON.stringify(payload));
const delivered = (payload: object) => new VerifiedDelivery({}, bytesOf(payload), at);
const read = (payload: object) => linear.read(delivered(payload), ['acme/web']);

async function isBelieved(payload: object) {
  const body = bytesOf(payload);
  const headers = new Headers({ 'linear-signature': hex('secret', body) });
  const verified = await linear.verify({ headers, token: undefined, body, at }, ['secret']);
  return verified instanceof VerifiedDelivery;
}

it('believes what was sent within five minutes, or tells no moment', async () => {
  const sent = (webhookTimestamp: number) => ({ ...labelled, webhookTimestamp });
  expect(await isBelieved(sent(at.getTime() - 299_000))).toBe(true);
  expect(await isBelieved(sent(at.getTime() - 301_000))).toBe(false);
  expect(await isBelieved(sent(at.getTime() + 302_000))).toBe(false);
  expect(await isBelieved({ type: 'Issue' })).toBe(true);
});

describe('an issue', () => {
  const opened = {
    type: 'incident.opened',
    incident: 'linear:539068e2-ae88-4d09-bd75-22eb4a59612f',
    repository: 'acme/web',
    title: 'Pages are blank',
    text: 'Bisected to https://github.com/acme/web/pull/7',
    severity: 'Urgent',
    url: 'https://linear.example/acme/issue/WEB-9/pages-are-blank',
  };

  it('with an incident label is one, until it is completed', () => {
    expect(read(labelled).events).toEqual([
      { ...opened, at: '2026-11-20T09:00:00.000Z' },
      { ...opened, at: '2026-11-20T09:30:00.000Z' },
    ]);
    expect(read(completed).events?.at(-1)).toEqual({
      type: 'incident.resolved',
      at: '2026-11-20T10:00:00.000Z',
      incident: opened.incident,
      repository: 'acme/web',
    });
  });

  it('with a regression label reports one', () => {
    const data = { ...labelled.data, labels: [{ name: 'Regression' }] };
    expect(read({ ...labelled, data }).events).toMatchObject([
      { type: 'regression.reported', at: '2026-11-20T09:00:00.000Z', report: opened.incident },
      { type: 'regression.reported', at: '2026-11-20T09:30:00.000Z', report: opened.incident },
    ]);
  });

  it('without either tells nothing, nor does one that was removed', () => {
    const data = { ...labelled.data, labels: [{ name: 'Bug' }] };
    expect(read({ ...labelled, data }).ignored).toContain('neither');
    expect(read({ ...labelled, action: 'remove' }).ignored).toBe('Issue remove');
  });
});

it('names a delivery after what changed and how', () => {
  expect(linear.identify(delivered(labelled)).event).toBe('Issue.update');
  expect(linear.identify(delivered({})).event).toBe('unknown');
});
