import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression, linkRegression, undoDecision } from '@/lib/ledger/decisions';
import { contents, emptied } from '@/lib/ledger/ledger-contents';
import { overrideAuthorship, undoOverride } from '@/lib/ledger/overrides';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { requestRejudgement } from '@/lib/ledger/rejudgements';
import { addRule, restoreRule, revokeRule } from '@/lib/ledger/rules';
import { rollupDifferences } from '@/lib/rollup/rollup';

const database = testDatabase();
const repository = 'acme/web';

const event = (told: Record<string, unknown>) => LedgerEvent.parse({ repository, ...told });
const merged = (number: number, title: string, mergedAt: string, more: object = {}) =>
  event({
    type: 'change.merged',
    number,
    title,
    mergedAt,
    author: { login: number === 1 ? 'acme-bot' : 'ann' },
    ...more,
  });
const told = [
  merged(1, 'Add limits', '2026-04-01T10:00:00Z'),
  merged(2, 'Revert "Add limits"', '2026-04-03T10:00:00Z', { body: 'Reverts acme/web#1' }),
  merged(3, 'Add cache', '2026-04-04T10:00:00Z'),
  event({ type: 'incident.opened', incident: 'INC-1', title: 'Down', at: '2026-04-05T10:00:00Z' }),
];
const apply = (events: readonly LedgerEvent[]) =>
  applyBatch(database.prisma, events, { rank: 'host' });
const find = (key: string) =>
  database.prisma.change.findFirstOrThrow({ where: { key, repositoryId: { gt: 0 } } });
const findRegression = (changeKey: string) =>
  database.prisma.regression.findFirst({ where: { changeKey, repositoryId: { gt: 0 } } });

/** Judges all that is stored anew. */
async function rejudge() {
  await requestRejudgement(database.prisma, 'asked for', 'by hand');
  while (await rejudgeNext(database.prisma));
  return database.prisma.rejudgement.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma
    .$executeRaw`truncate authorship_override, regression_decision, rule, rejudgement`;
  await apply(told);
});

describe('a person', () => {
  it('overrides who wrote a change, and undoes it', async () => {
    const override = { authorship: 'agent', agent: 'Claude Code', reason: 'I ran it' } as const;
    expect(
      await overrideAuthorship(database.prisma, { repository, key: '3' }, override, 'ann'),
    ).toBe(true);
    expect(await find('3')).toMatchObject({ authorship: 'agent', agent: 'claude-code' });
    await apply([merged(3, 'Add a cache', '2026-04-04T10:00:00Z', { at: '2026-04-06T10:00:00Z' })]);
    await rejudge();
    expect(await find('3')).toMatchObject({ title: 'Add a cache', authorship: 'agent' });
    expect(await undoOverride(database.prisma, { repository, key: '3' }, 'ann')).toBe(true);
    expect(await find('3')).toMatchObject({ authorship: 'human', agent: null });
    expect(await rollupDifferences(database.prisma)).toBe(0);
    const audit = await database.prisma.auditEntry.findMany({
      where: { subject: 'acme/web/3' },
      orderBy: { id: 'asc' },
    });
    expect(audit.map(({ action }) => action)).toEqual(['override-authorship', 'undo-override']);
  });

  it('overrides nothing that is not known', async () => {
    const override = { authorship: 'human', reason: 'I wrote it' } as const;
    for (const change of [
      { repository, key: '99' },
      { repository: 'no/such', key: '1' },
    ]) {
      expect(await overrideAuthorship(database.prisma, change, override, 'ann')).toBe(false);
    }
  });

  it('dismisses a regression for good, and takes it back', async () => {
    const found = await findRegression('1');
    const named = { repository, regressionId: found?.id ?? '' };
    const reason = 'superseded by a better idea';
    const dismissal = { ...named, decision: 'dismissed', reason } as const;
    expect(await decideRegression(database.prisma, dismissal, 'ann')).toBe(true);
    expect(await find('1')).toMatchObject({ revertDay: 0, exposed: true });
    await apply(told);
    await rejudge();
    expect(await findRegression('1')).toMatchObject({ status: 'dismissed' });
    expect(await undoDecision(database.prisma, named, 'ann')).toBe(true);
    expect(await findRegression('1')).toMatchObject({ status: 'confirmed' });
    expect(await find('1')).toMatchObject({ revertDay: 2 });
  });

  it('links an incident to a change that no rule found, and unlinks it', async () => {
    const key = {
      changeKey: '3',
      kind: 'incident',
      causeType: 'incident',
      causeKey: 'INC-1',
    } as const;
    const linked = await linkRegression(
      database.prisma,
      repository,
      key,
      'the cache was full',
      'ann',
    );
    const regressionId = 'regressionId' in linked ? linked.regressionId : '';
    await rejudge();
    expect(await findRegression('3')).toMatchObject({
      id: regressionId,
      status: 'confirmed',
      day: 1,
    });
    const reason = 'it was the network';
    const unlinking = { repository, regressionId, decision: 'unlinked', reason } as const;
    await decideRegression(database.prisma, unlinking, 'ann');
    expect(await findRegression('3')).toBeNull();
    expect(await find('3')).toMatchObject({ incidentDay: 0 });
  });

  it('links nothing to what is not known', async () => {
    const link = (changeKey: string, causeKey: string) =>
      linkRegression(
        database.prisma,
        repository,
        { changeKey, kind: 'incident', causeType: 'incident', causeKey },
        'because',
        'ann',
      );
    expect(await link('99', 'INC-1')).toEqual({ refused: 'unknown-change' });
    expect(await link('3', 'INC-99')).toEqual({ refused: 'unknown-cause' });
  });
});

describe('judging history anew', () => {
  it('changes nothing where the rules are the same', async () => {
    const before = await contents(database.prisma);
    expect(await rejudge()).toMatchObject({ state: 'done', done: 3, total: 3, moved: {} });
    expect(await contents(database.prisma)).toEqual(before);
  });

  it('moves the changes of an account that a rule names, and back when it is revoked', async () => {
    const id = await addRule(
      database.prisma,
      {
        found: 'account',
        pattern: 'acme-bot',
        authorship: 'agent',
        agent: 'claude-code',
        mode: 'autonomous',
        confidence: 'high',
        reason: 'it runs Claude Code',
      },
      'ann',
    );
    while (await rejudgeNext(database.prisma));
    expect(await find('1')).toMatchObject({ authorship: 'agent', agent: 'claude-code' });
    const last = () => database.prisma.rejudgement.findFirst({ orderBy: { id: 'desc' } });
    expect(await last()).toMatchObject({ state: 'done', moved: { 'human agent': 1 } });
    expect(await revokeRule(database.prisma, id, 'ann')).toBe(true);
    while (await rejudgeNext(database.prisma));
    expect(await find('1')).toMatchObject({ authorship: 'human', agent: null });
    expect(await last()).toMatchObject({ state: 'done', moved: { 'agent human': 1 } });
    expect(await restoreRule(database.prisma, id, 'ann')).toBe(true);
    expect(await restoreRule(database.prisma, id, 'ann')).toBe(false);
    while (await rejudgeNext(database.prisma));
    expect(await find('1')).toMatchObject({ authorship: 'agent', agent: 'claude-code' });
    expect(await rollupDifferences(database.prisma)).toBe(0);
  });
});
