import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { findSource } from '@/lib/access/configured-sources';
import { testDatabase } from '@/lib/db/test-database';
import { accept } from '@/lib/intake/accept';
import { acceptEvents } from '@/lib/intake/accept-events';
import { applyPending } from '@/lib/intake/claim';
import { type Anew, deriveAnew, differences, Hindered, switchOver } from '@/lib/intake/reprocess';
import { decideFailureModes } from '@/lib/ledger/failure-modes';
import { contents } from '@/lib/ledger/ledger-contents';
import { repositoryTables } from '@/lib/ledger/repository-tables';
import { github } from '@/lib/sources/github/github';
import { VerifiedDelivery } from '@/lib/sources/source';

const db = testDatabase();
vi.stubEnv('AFTERMERGE_DATA', mkdtempSync(join(tmpdir(), 'aftermerge-')));
const repository = 'acme/web';
const sha = (number: number) => String(number).padStart(40, 'a');

beforeEach(async () => {
  for (const table of [...repositoryTables, 'repository', 'delivery']) {
    await db.prisma.$executeRawUnsafe(`truncate ${table}`);
  }
  await findSource(db.prisma, 'github');
  await receive(1, 'Add a page');
  await receive(2, 'Revert "Add a page"', `Reverts ${repository}#1`);
  await post(3);
  await db.prisma.$executeRaw`update accepted_event set accepted_at = '2026-05-31T12:00:00Z'`;
});

/** A merged pull request by webhook. */
async function receive(
  number: number,
  title: string,
  body = '',
  receivedAt = '2026-05-31T12:00:00Z',
) {
  const merged_at = `2026-05-${10 + number}T10:00:00Z`;
  const payload = {
    pull_request: {
      ...{ number, title, body, merged_at, state: 'closed', updated_at: merged_at },
      user: { login: number === 1 ? 'copilot-swe-agent[bot]' : 'ann' },
      merge_commit_sha: sha(number),
    },
    repository: { full_name: repository },
  };
  const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': `id-${number}` };
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  const delivery = new VerifiedDelivery(headers, bytes, new Date(receivedAt));
  const { id, event } = github.identify(delivery);
  await accept(db.prisma, { source: 'github', id }, event, delivery);
  while ((await applyPending(db.prisma)) > 0);
}

/** A merged change by CI. */
async function post(number: number) {
  const mergedAt = `2026-05-${10 + number}T10:00:00Z`;
  const value = { type: 'change.merged', repository, number, title: 'Post', mergedAt };
  await acceptEvents(db.prisma, [{ value }], new Date('2026-05-31T12:00:00Z'));
}

/** As if an earlier version had understood less. */
async function misjudge() {
  await db.prisma
    .$executeRaw`update change set authorship = 'unknown', agent = null where number = 1`;
  await db.prisma.$executeRaw`delete from regression`;
}
const deriving = <Answer>(work: (anew: Anew) => Promise<Answer>) =>
  deriveAnew(db.prisma, db.url, () => {}, work);
const found = () => contents(db.prisma);

it('derives the same from what was received, compares, and takes its place at once', async () => {
  const right = await found();
  expect(right.regression).toHaveLength(1);
  await misjudge();
  const wrong = await found();
  await deriving(async (anew) => {
    expect(anew.repositories).toEqual([expect.objectContaining({ name: repository, whole: true })]);
    expect(await found()).toEqual(wrong);
    expect(await differences(db.prisma, anew)).toEqual({
      changes: 0,
      authorship: 1,
      regressions: 1,
    });
    await switchOver(db.prisma, anew);
  });
  expect(await found()).toEqual(right);
});

it('keeps what people said of why something broke', async () => {
  const { repositoryId, id: regressionId } = await db.prisma.regression.findFirstOrThrow();
  const id = `${repository}/${regressionId}`;
  const decision = { ids: [id], failureMode: 'intent', reason: 'Misread the order' } as const;
  await decideFailureModes(db.prisma, decision, 'ann');
  await db.prisma.note.create({
    data: { repositoryId, regressionId, text: 'See the chat', writtenBy: 'ann' },
  });
  await deriving((anew) => switchOver(db.prisma, anew));
  const which = { where: { repositoryId, regressionId } };
  expect(await db.prisma.regression.count({ where: { repositoryId, id: regressionId } })).toBe(1);
  expect(await db.prisma.failureModeDecision.findMany(which)).toMatchObject([
    { failureMode: 'intent' },
  ]);
  expect(await db.prisma.note.findMany(which)).toMatchObject([{ text: 'See the chat' }]);
});

it('leaves everything as it is where nobody switches', async () => {
  await misjudge();
  const wrong = await found();
  await deriving(async () => {});
  expect(await found()).toEqual(wrong);
});

it('keeps what is received meanwhile', async () => {
  await deriving(async (anew) => {
    await receive(4, 'Revert "Post"', `Reverts ${repository}#3`, new Date().toISOString());
    await post(5);
    await switchOver(db.prisma, anew);
  });
  while ((await applyPending(db.prisma)) > 0);
  const after = await found();
  expect(after.change?.filter((row) => row.includes('"merged_at": "2026'))).toHaveLength(5);
  expect(after.regression).toHaveLength(2);
});

it('does not switch where somebody decided something meanwhile', async () => {
  await misjudge();
  const wrong = await found();
  const switching = deriving(async (anew) => {
    await db.prisma.auditEntry.create({
      data: { decidedBy: 'ann', action: 'override-authorship', subject: 'x', reason: 'y' },
    });
    await switchOver(db.prisma, anew);
  });
  await expect(switching).rejects.toBeInstanceOf(Hindered);
  expect(await found()).toEqual(wrong);
});

it('switches where somebody signed in meanwhile, and says so in the audit trail', async () => {
  await misjudge();
  await deriving(async (anew) => {
    await db.prisma.auditEntry.create({
      data: { decidedBy: 'ann', action: 'sign-in', subject: 'x', reason: '' },
    });
    await switchOver(db.prisma, anew);
  });
  const last = await db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } });
  expect(last).toMatchObject({ action: 'reprocess', subject: '1 repository' });
});

it('puts all on top of what is known where not all that was received is kept', async () => {
  await db.prisma.$executeRaw`update delivery set body = null where delivery_id = 'id-1'`;
  const right = await found();
  await deriving(async (anew) => {
    expect(anew.repositories).toEqual([expect.objectContaining({ whole: false })]);
    await switchOver(db.prisma, anew);
  });
  expect(await found()).toEqual(right);
});

it('is done by one process at a time', async () => {
  await deriving(async () => {
    await expect(deriving(async () => {})).rejects.toBeInstanceOf(Hindered);
  });
});
