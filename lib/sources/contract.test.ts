import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { LedgerEvent } from '@/lib/domain/event';
import type { Fixture } from '@/lib/sources/fixtures/fixture';
import { senders } from '@/lib/sources/fixtures/senders';
import { SourceKind, sources } from '@/lib/sources/registry';
import { VerifiedDelivery } from '@/lib/sources/source';

const Index = z.object({
  cases: z.array(
    z.object({
      file: z.string(),
      provider: z.string(),
      event: z.string(),
      headers: z.record(z.string(), z.string()),
    }),
  ),
});

/** Further payloads beside this repository, where somebody has them. */
function collected(kind: SourceKind): Fixture[] {
  const folder = fileURLToPath(new URL('../../../shared/payloads/', import.meta.url));
  if (!existsSync(`${folder}index.json`)) return [];
  const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
  return Index.parse(read('index.json'))
    .cases.filter(({ provider }) => provider === kind)
    .map(({ file, event, headers }) => ({ event, headers, payload: read(file) }));
}

const at = new Date('2026-11-23T12:00:00Z');
const secret = 'the secret of the tests';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const repositories = ['acme/web'];

describe.each(SourceKind.options)('%s', (kind) => {
  const source = sources[kind];
  const sender = senders[kind];
  const [first] = sender.fixtures;
  const fixtures = [...sender.fixtures, ...collected(kind)];
  const body = bytesOf(JSON.stringify({ some: 'thing' }));

  function received(bytes: Uint8Array<ArrayBuffer>, fixture: Pick<Fixture, 'event' | 'headers'>) {
    const { event, headers: told } = fixture;
    const own = sender.send({ event, id: 'delivery-1', body: bytes, secret, at });
    const headers = new Headers({
      authorization: 'Basic eDp5',
      cookie: 'session=1',
      ...told,
      ...own,
    });
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return { headers, token: undefined, body: bytes, at };
  }
  const request = received(body, { event: first?.event ?? 'ping' });
  const isBelieved = async (...told: Parameters<typeof source.verify>) =>
    (await source.verify(...told)) instanceof VerifiedDelivery;

  async function verified(fixture: Fixture | { event: string; body: Uint8Array<ArrayBuffer> }) {
    const bytes = 'body' in fixture ? fixture.body : bytesOf(JSON.stringify(fixture.payload));
    const delivery = await source.verify(received(bytes, fixture), [secret]);
    if ('refused' in delivery) throw new Error(delivery.refused);
    return delivery;
  }

  it('believes its secret, also the last one while it is being changed', async () => {
    expect(await isBelieved(request, [secret])).toBe(true);
    expect(await isBelieved(request, ['new', secret])).toBe(true);
  });

  it('believes bytes that are no text, and none at all', async () => {
    for (const bytes of [new Uint8Array([0xff, 0xfe, 0]), new Uint8Array()]) {
      expect(await isBelieved(received(bytes, { event: 'push' }), [secret])).toBe(true);
    }
  });

  it('refuses another secret, and having none', async () => {
    expect(await isBelieved(request, ['other'])).toBe(false);
    expect(await isBelieved(request, [])).toBe(false);
  });

  it.skipIf(sender.form === 'token')('refuses a body of which one bit was changed', async () => {
    for (let bit = 0; bit < body.length * 8; bit++) {
      const changed = Uint8Array.from(body, (byte, place) =>
        place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
      );
      expect(await isBelieved({ ...request, body: changed }, [secret])).toBe(false);
    }
  });

  it.each([
    ['missing', () => ''],
    ['only its scheme', (right: string) => right.replace(/[^=, ]*=*$/, '')],
    ['cut short', (right: string) => right.slice(0, -1)],
    ['too long', (right: string) => `${right}0`],
    ['another', (right: string) => right.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ])('refuses a proof that is %s', async (_, told) => {
    const headers = new Headers(request.headers);
    const right = headers.get(sender.proof) ?? '';
    headers.delete(sender.proof);
    if (told(right)) headers.set(sender.proof, told(right));
    expect(await isBelieved({ ...request, headers }, [secret])).toBe(false);
  });

  it('keeps nothing that proves or identifies a person', async () => {
    const { headers } = await verified({ event: 'ping', body });
    expect(Object.keys(headers).join(' ')).not.toMatch(/auth|cookie|signature|token/);
    expect(JSON.stringify(headers)).not.toContain(secret);
  });

  it('recognises a repetition, by its id or else by its body', async () => {
    const delivery = await verified({ event: 'ping', body });
    if (sender.hasIds) expect(source.identify(delivery).id).toBe('delivery-1');
    expect(source.identify(await verified({ event: 'ping', body }))).toEqual(
      source.identify(delivery),
    );
    const nameless = new VerifiedDelivery({}, body, at);
    expect(source.identify(nameless)).toEqual(source.identify(new VerifiedDelivery({}, body, at)));
    const other = new VerifiedDelivery({}, bytesOf('{"other":1}'), at);
    expect(source.identify(other).id).not.toBe(source.identify(nameless).id);
  });

  it('ignores an event that it does not know, and says which', async () => {
    const delivery = await verified({ event: 'invented_event', payload: { action: 'done' } });
    const { events, ignored } = source.read(delivery, repositories);
    expect(events).toEqual([]);
    expect(ignored).toBeTruthy();
  });

  it.each(['', 'not json', '{"cut":', '\u0000', '[1,'])(
    'finds the fault of the body %j',
    async (text) => {
      const { fault } = source.read(
        await verified({ event: first?.event ?? 'push', body: bytesOf(text) }),
        repositories,
      );
      expect(fault).toBeDefined();
    },
  );

  it.each(['null', '5', '"text"', '[]', '{}', '[[[[]]]]', '{"repository":{"full_name":7}}'])(
    'reads the odd body %s without throwing, whatever the event',
    async (text) => {
      for (const event of new Set(fixtures.map((fixture) => fixture.event))) {
        const delivery = await verified({ event, body: bytesOf(text) });
        source.identify(delivery);
        source.read(delivery, repositories);
      }
    },
  );

  it.each(fixtures.map((fixture, index) => [fixture.event, index, fixture] as const))(
    'reads %s, payload %i',
    async (_, __, fixture) => {
      const delivery = await verified(fixture);
      const { fault, events } = source.read(delivery, repositories);
      expect(fault).toBeUndefined();
      expect(z.array(LedgerEvent).parse(events)).toEqual(events);
      expect(source.identify(delivery).id).not.toBe('');
    },
  );

  it('names a delivery by what can be stored, whatever stands in it', async () => {
    for (const { payload, ...fixture } of sender.fixtures) {
      const odd = JSON.stringify(payload, (_, part: unknown) =>
        typeof part === 'string' ? `\0${part}` : part,
      );
      const { id } = source.identify(await verified({ ...fixture, body: bytesOf(odd) }));
      expect(id).toMatch(/^\P{Cc}+$/u);
    }
  });

  it('says what to enter where', () => {
    const { label, setup } = source;
    expect([label, setup.where, setup.secret].every((words) => words.length > 0)).toBe(true);
  });
});
