import { describe, expect, it } from 'vitest';
import { enveloped, posted } from '@/lib/sources/fixtures/standard-webhooks';
import { VerifiedDelivery } from '@/lib/sources/source';
import { standardWebhooks } from '@/lib/sources/standard-webhooks';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (payload: unknown) =>
  standardWebhooks.read(
    new VerifiedDelivery({}, bytesOf(JSON.stringify(payload)), new Date('2026-11-23T12:00:00Z')),
    [],
  );

/** The example of https://www.standardwebhooks.com and of Svix's documentation. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
async function isBelieved(
  told: Record<string, string>,
  { prefix = 'webhook', seconds = 1_614_265_330, token = undefined as string | undefined } = {},
) {
  const verified = await standardWebhooks.verify(
    {
      headers: new Headers(
        Object.entries(told).map(([name, value]): [string, string] => [`${prefix}-${name}`, value]),
      ),
      token,
      body: bytesOf('{"test": 2432232314}'),
      at: new Date(seconds * 1_000),
    },
    [secret],
  );
  return verified instanceof VerifiedDelivery;
}

describe('a proof', () => {
  const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', signature };

  it('agrees with the signature that Standard Webhooks publishes, under either name', async () => {
    expect(await isBelieved(signed)).toBe(true);
    expect(await isBelieved(signed, { prefix: 'svix' })).toBe(true);
    expect(await isBelieved({ ...signed, signature: `v1,other ${signature}` })).toBe(true);
    expect(await isBelieved({ ...signed, signature: signature.replace('v1,', 'v2,') })).toBe(false);
  });

  it('is believed for five minutes', async () => {
    expect(await isBelieved(signed, { seconds: 1_614_265_330 + 300 })).toBe(true);
    expect(await isBelieved(signed, { seconds: 1_614_265_330 + 301 })).toBe(false);
  });

  it('may be a token, but only where nothing is signed', async () => {
    expect(await isBelieved({}, { token: secret })).toBe(true);
    expect(await isBelieved({ ...signed, id: 'other' }, { token: secret })).toBe(false);
  });
});

describe('a body', () => {
  const resolved = {
    type: 'incident.resolved',
    at: '2026-11-20T10:00:00.5Z',
    repository: 'acme/web',
    incident: 'ours-7',
  };

  it('is an event, an event in an envelope, or a list of either', () => {
    expect(read(posted)).toEqual({ events: [posted], ignored: undefined });
    expect(read(enveloped).events).toEqual([resolved]);
    expect(read({ ...enveloped, type: 'ticket.done', data: resolved }).events).toEqual([resolved]);
    expect(read([posted, enveloped]).events).toEqual([posted, resolved]);
  });

  it('is ignored by its type where that is another', () => {
    const other = { type: 'user.created', timestamp: '2026-11-20T10:00:00Z', data: { id: 1 } };
    expect(read(other)).toEqual({ events: [], ignored: 'user.created' });
    expect(read([other, posted])).toEqual({ events: [posted], ignored: 'user.created' });
    expect(read({ ...resolved, type: 'change.updated' }).ignored).toBe('change.updated');
    expect(read({}).ignored).toBe('a payload without a type');
    expect(read([]).ignored).toBe('an empty list');
  });

  it('says where an event of ours is wrong', () => {
    const { repository: _, ...homeless } = posted;
    expect(read(homeless).fault).toEqual({ path: 'repository', reason: 'is missing' });
    expect(read([posted, homeless]).fault).toEqual({
      path: '1.repository',
      reason: 'is missing',
    });
  });
});
