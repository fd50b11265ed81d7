import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addSource, findSource } from '@/lib/access/configured-sources';
import { testDatabase } from '@/lib/db/test-database';
import { accept, countRefusal, type DeliveryKey } from '@/lib/intake/accept';
import { applyPending } from '@/lib/intake/claim';
import { github } from '@/lib/sources/github/github';
import { VerifiedDelivery } from '@/lib/sources/source';

const db = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
beforeAll(async () => {
  await findSource(db.prisma, 'github');
});
const receivedAt = new Date('2026-05-31T12:00:00.123Z');
let deliveries = 0;

function delivery(event: string, body: string | Uint8Array<ArrayBuffer>, id?: string) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const headers = { 'x-github-event': event, 'x-github-delivery': id ?? `id-${++deliveries}` };
  return new VerifiedDelivery(headers, bytes, receivedAt);
}

/** A pull request of a repository of its own, so that tests do not meet. */
function opened(
  repository: string,
  number: number,
  title = 'Add a page',
  at = '2026-05-31T10:00:00Z',
) {
  const pull_request = { number, title, state: 'open', updated_at: at };
  return delivery(
    'pull_request',
    JSON.stringify({ pull_request, repository: { full_name: repository } }),
  );
}

async function store(
  one: VerifiedDelivery,
  source = 'github',
): Promise<DeliveryKey & { duplicate: boolean }> {
  const { id, event } = github.identify(one);
  const key = { source, id };
  return { ...key, ...(await accept(db.prisma, key, event, one)) };
}
async function applyAll(): Promise<void> {
  while ((await applyPending(db.prisma)) > 0);
}
async function outcomeOf({ source, id }: DeliveryKey) {
  const stored = await db.prisma.delivery.findUniqueOrThrow({
    where: { source_deliveryId: { source, deliveryId: id } },
  });
  return { state: stored.state, reason: stored.error };
}
const titlesIn = async (name: string) => {
  const repository = await db.prisma.repository.findUnique({ where: { name } });
  const changes = await db.prisma.change.findMany({
    where: { repositoryId: repository?.id ?? -1 },
    orderBy: { number: 'asc' },
  });
  return changes.map(({ title }) => title);
};
/** As if their pause were over. */
const makeDue = () => db.prisma.$executeRaw`update delivery set run_after = now()`;

describe('a delivery', () => {
  it('is stored whatever its sender calls what happened', async () => {
    const key = { source: 'github', id: 'oddly-called' };
    await accept(db.prisma, key, 'opened\0', delivery('push', '{}'));
    const stored = await db.prisma.delivery.findMany({ where: { deliveryId: key.id } });
    expect(stored).toMatchObject([{ event: 'opened\ufffd' }]);
    await applyAll();
  });

  it('is stored byte for byte, once, however often it comes', async () => {
    const one = delivery('push', new Uint8Array([0, 255, 13, 10]), 'twice');
    expect(await store(one)).toMatchObject({ id: 'twice', duplicate: false });
    expect(await store(one)).toMatchObject({ id: 'twice', duplicate: true });
    const stored = await db.prisma.delivery.findMany({ where: { deliveryId: 'twice' } });
    expect(stored).toMatchObject([
      {
        event: 'push',
        receivedAt,
        body: new Uint8Array([0, 255, 13, 10]),
        headers: { 'x-github-event': 'push', 'x-github-delivery': 'twice' },
        state: 'pending',
        seenCount: 2,
      },
    ]);
  });

  it('is new to one of many who bring it at once', async () => {
    const one = opened('acme/at-once', 1);
    const accepted = await Promise.all(Array.from({ length: 8 }, () => store(one)));
    expect(accepted.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  });

  it('is applied by whoever looks next', async () => {
    const key = await store(opened('acme/next', 1));
    await applyAll();
    expect(await outcomeOf(key)).toEqual({ state: 'applied', reason: null });
    expect(await titlesIn('acme/next')).toEqual(['Add a page']);
  });

  it('tells only of the repositories of its source', async () => {
    const draft = { kind: 'github', name: 'Web', repositories: ['acme/web'] };
    const { id: source } = await addSource(db.prisma, draft, 'Ada');
    const key = await store(opened('acme/foreign', 1), source);
    await applyAll();
    expect(await outcomeOf(key)).toEqual({
      state: 'ignored',
      reason: 'acme/foreign is not one of this source’s repositories',
    });
  });

  it('whose source was removed is dead, and says so', async () => {
    const key = await store(opened('acme/gone', 1), 'github-gone');
    await applyAll();
    expect(await outcomeOf(key)).toMatchObject({
      state: 'dead',
      reason: expect.stringMatching(/no longer set up/),
    });
  });

  it.each([
    ['is not JSON', 'push', 'not json', 'dead', 'is not JSON'],
    ['lacks what it must have', 'pull_request', '{"pull_request":{}}', 'dead', /is missing$/],
    ['is of no use here', 'star', '{}', 'ignored', 'star'],
    [
      'has NUL in what is wrong',
      'status',
      '{"state":"\\u0000x","sha":"a","repository":{"full_name":"acme/nul"}}',
      'ignored',
      'a check that is \uFFFDx',
    ],
  ])('that %s is kept and says so', async (_, event, body, state, reason) => {
    const key = await store(delivery(event, body));
    await applyAll();
    const outcome = await outcomeOf(key);
    expect(outcome.state).toBe(state);
    expect(outcome.reason).toMatch(reason);
  });

  it('from the far future is dead, for no clock can have shown that', async () => {
    const key = await store(opened('acme/future', 1, 'Soon', '2026-06-02T12:00:00Z'));
    await applyAll();
    expect(await outcomeOf(key)).toMatchObject({
      state: 'dead',
      reason: expect.stringContaining('in the future'),
    });
  });
});

describe('a burst of deliveries', () => {
  it('is applied whole, each once, by everybody who tries', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
    const keys = await Promise.all(
      numbers.map((number) => store(opened('acme/burst', number, `Change ${number}`))),
    );
    await Promise.all(Array.from({ length: 4 }, applyAll));
    expect(await titlesIn('acme/burst')).toEqual(numbers.map((number) => `Change ${number}`));
    const attempts = await db.prisma.delivery.groupBy({
      by: ['attempts', 'state'],
      where: { deliveryId: { in: keys.map(({ id }) => id) } },
    });
    expect(attempts).toEqual([{ attempts: 1, state: 'applied' }]);
  });
});

describe('a delivery that cannot be applied', () => {
  it('waits longer and longer, is given up after eight times, and harms no neighbour', async () => {
    await db.prisma.$executeRaw`alter table change add constraint poison check (title <> 'Poison')`;
    const keys = await Promise.all([
      store(opened('acme/poison', 1)),
      store(opened('acme/poison', 2, 'Poison')),
      store(opened('acme/poison', 3)),
    ]);
    await applyAll();
    expect(await titlesIn('acme/poison')).toEqual(['Add a page', 'Add a page']);

    const poisoned = { deliveryId: keys[1]?.id ?? '' };
    const first = await db.prisma.delivery.findFirstOrThrow({ where: poisoned });
    expect(first).toMatchObject({ state: 'pending', attempts: 1 });
    expect(first.error).toContain('poison');
    expect(first.runAfter.getTime()).toBeGreaterThan(Date.now());
    for (let attempt = 2; attempt <= 8; attempt++) {
      await makeDue();
      await applyPending(db.prisma);
    }
    const last = await db.prisma.delivery.findFirstOrThrow({ where: poisoned });
    expect(last).toMatchObject({ state: 'dead', attempts: 8 });
    await db.prisma.$executeRaw`alter table change drop constraint poison`;
  });
});

it('of a request that is not believed only the number is kept', async () => {
  const before = await db.prisma.delivery.count();
  await countRefusal(db.prisma, 'github', 'There is no proof.');
  await countRefusal(db.prisma, 'github', 'The proof does not fit.');
  expect(await db.prisma.source.findMany({ where: { id: 'github' } })).toMatchObject([
    { id: 'github', refused: 2, lastRefusal: 'The proof does not fit.' },
  ]);
  expect(await db.prisma.delivery.count()).toBe(before);
});
