import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import examples from '@octokit/webhooks-examples';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { LedgerEvent } from '@/lib/domain/event';
import { SourceKind, sources } from '@/lib/sources/registry';
import { type Source, VerifiedDelivery } from '@/lib/sources/source';

interface Fixture {
  event: string;
  payload: unknown;
}

const Index = z.object({
  cases: z.array(
    z.object({
      file: z.string(),
      provider: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  ),
});

/** How each provider's deliveries are made, and real ones of it: a provider without them fails. */
const senders: Record<
  SourceKind,
  {
    fixtures: Fixture[];
    send(event: string, id: string, body: Uint8Array, secret: string): Headers;
    badSignatures: (right: string) => [why: string, headers: Record<string, string>][];
    signature: string;
  }
> = {
  github: {
    fixtures: githubFixtures(),
    signature: 'x-hub-signature-256',
    send: (event, id, body, secret) =>
      new Headers({
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': id,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        authorization: 'Bearer something',
        cookie: 'session=1',
      }),
    badSignatures: (right) => [
      ['none', {}],
      ['an empty one', { 'x-hub-signature-256': '' }],
      ['only the scheme', { 'x-hub-signature-256': 'sha256=' }],
      ['one cut short', { 'x-hub-signature-256': right.slice(0, -1) }],
      ['one of another length', { 'x-hub-signature-256': `${right}0` }],
      ['two at once', { 'x-hub-signature-256': `${right}, ${right}` }],
      [
        'only the old SHA-1',
        { 'x-hub-signature': 'sha1=7d38cdd689735b008b3c702edd92eea23791c5f6' },
      ],
    ],
  },
};

function githubFixtures(): Fixture[] {
  const published = examples.flatMap(({ name, examples: payloads }) =>
    payloads.map((payload: unknown) => ({ event: name, payload })),
  );
  return [...published, ...collected()];
}

/** Further payloads beside this repository, where somebody has them. */
function collected(): Fixture[] {
  const folder = fileURLToPath(new URL('../../../shared/payloads/', import.meta.url));
  if (!existsSync(`${folder}index.json`)) return [];
  const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
  return Index.parse(read('index.json'))
    .cases.filter(({ provider }) => provider === 'github')
    .map(({ file, headers }) => ({
      event: headers['x-github-event'] ?? 'unknown',
      payload: read(file),
    }));
}

const now = new Date('2026-11-23T12:00:00Z');
const secret = 'the secret of the tests';
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe.each(SourceKind.options)('%s', (kind) => {
  const source: Source = sources[kind];
  const sender = senders[kind];
  const body = bytesOf(JSON.stringify({ some: 'thing' }));
  const signed = sender.send('ping', 'delivery-1', body, secret);

  async function verified(fixture: Fixture | { event: string; body: Uint8Array<ArrayBuffer> }) {
    const bytes = 'body' in fixture ? fixture.body : bytesOf(JSON.stringify(fixture.payload));
    const headers = sender.send(fixture.event, 'delivery-1', bytes, secret);
    const delivery = await source.verify(headers, bytes, [secret], now);
    if ('refused' in delivery) throw new Error(delivery.refused);
    return delivery;
  }

  it('believes what is signed with the secret', async () => {
    expect(await source.verify(signed, body, [secret], now)).toBeInstanceOf(VerifiedDelivery);
  });

  it('believes the last secret while it is being changed', async () => {
    expect(await source.verify(signed, body, ['new', secret], now)).toBeInstanceOf(
      VerifiedDelivery,
    );
  });

  it('believes bytes that are no text, and none at all', async () => {
    for (const bytes of [new Uint8Array([0xff, 0xfe, 0]), new Uint8Array()]) {
      const headers = sender.send('push', '1', bytes, secret);
      expect(await source.verify(headers, bytes, ['new', secret], now)).toBeInstanceOf(
        VerifiedDelivery,
      );
      expect(await source.verify(headers, bytes, ['new'], now)).toHaveProperty('refused');
      expect(await source.verify(signed, bytes, [secret], now)).toHaveProperty('refused');
    }
  });

  it('refuses another secret, and having none', async () => {
    expect(await source.verify(signed, body, ['other'], now)).toHaveProperty('refused');
    expect(await source.verify(signed, body, [], now)).toHaveProperty('refused');
  });

  it('refuses a body of which one bit was changed', async () => {
    for (let bit = 0; bit < body.length * 8; bit++) {
      const changed = Uint8Array.from(body, (byte, at) =>
        at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      );
      expect(await source.verify(signed, changed, [secret], now)).toHaveProperty('refused');
    }
  });

  it.each(sender.badSignatures(signed.get(sender.signature) ?? ''))(
    'refuses a signature that is %s',
    async (_, headers) => {
      expect(await source.verify(new Headers(headers), body, [secret], now)).toHaveProperty(
        'refused',
      );
    },
  );

  it('keeps nothing that proves or identifies a person', async () => {
    const { headers } = await verified({ event: 'ping', body });
    expect(Object.keys(headers).join(' ')).not.toMatch(/auth|cookie|signature/);
  });

  it('recognises a repetition, by its id or else by its bytes', async () => {
    const first = await verified({ event: 'ping', body });
    expect(source.identify(first)).toEqual({ id: 'delivery-1', event: 'ping' });
    const nameless = new VerifiedDelivery({}, body, now);
    expect(source.identify(nameless)).toEqual(source.identify(new VerifiedDelivery({}, body, now)));
    const other = new VerifiedDelivery({}, bytesOf('{}'), now);
    expect(source.identify(other).id).not.toBe(source.identify(nameless).id);
  });

  it('ignores an event that it does not know, by name', async () => {
    const delivery = await verified({ event: 'invented_event', payload: { action: 'done' } });
    expect(source.read(delivery)).toEqual({ events: [], ignored: 'invented_event' });
  });

  it.each(['', 'not json', '{"cut":', '\u0000', '[1,'])(
    'finds the fault of the body %j',
    async (text) => {
      expect(
        source.read(await verified({ event: 'push', body: bytesOf(text) })).fault,
      ).toBeDefined();
    },
  );

  it.each(['null', '5', '"text"', '[]', '{}', '[[[[]]]]', '{"repository":{"full_name":7}}'])(
    'reads the odd body %s without throwing, whatever the event',
    async (text) => {
      for (const event of new Set(sender.fixtures.map((fixture) => fixture.event))) {
        source.read(await verified({ event, body: bytesOf(text) }));
      }
    },
  );

  it.each(sender.fixtures.map((fixture, index) => [fixture.event, index, fixture] as const))(
    'reads %s, payload %i',
    async (_, __, fixture) => {
      const { fault, events } = source.read(await verified(fixture));
      expect(fault).toBeUndefined();
      expect(z.array(LedgerEvent).parse(events)).toEqual(events);
    },
  );
});
