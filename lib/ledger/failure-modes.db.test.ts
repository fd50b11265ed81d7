import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideFailureModes, undoFailureModes } from '@/lib/ledger/failure-modes';
import { emptied } from '@/lib/ledger/ledger-contents';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { requestRejudgement } from '@/lib/ledger/rejudgements';

const database = testDatabase();
const repository = 'acme/web';
const event = (told: Record<string, unknown>) => LedgerEvent.parse({ repository, ...told });
const merged = (number: number, title: string, more: object = {}) =>
  event({
    type: 'change.merged',
    number,
    title,
    mergedAt: `2026-04-0${number}T10:00:00Z`,
    mergeSha: String(number).repeat(40),
    ...more,
  });
const incident = (title: string, at = '2026-04-04T10:00:00Z') =>
  event({ type: 'incident.opened', incident: 'INC-1', title, at, changes: [{ number: 1 }] });

const apply = (...events: LedgerEvent[]) => applyBatch(database.prisma, events, { rank: 'host' });
const regressions = () =>
  database.prisma.regression.findMany({ orderBy: [{ kind: 'asc' }, { changeKey: 'asc' }] });
const suggested = async () =>
  (await regressions()).map(({ kind, suggestedMode }) => `${kind}: ${suggestedMode}`);
const ids = async () => (await regressions()).map(({ id }) => `${repository}/${id}`);
const decided = () => database.prisma.failureModeDecision.findMany();
let seen = 0n;
const audit = () =>
  database.prisma.auditEntry.findMany({
    where: { repository, id: { gt: seen } },
    orderBy: { id: 'asc' },
  });

beforeEach(async () => {
  await emptied(database.prisma);
  await database.prisma.$executeRaw`truncate failure_mode_decision, rejudgement`;
  // The trail cannot be emptied: what a test wrote is what came after this.
  seen = (await database.prisma.auditEntry.aggregate({ _max: { id: true } }))._max.id ?? 0n;
  await apply(merged(1, 'Add a limit', { paths: ['api/limit.ts'] }));
});

describe('a suggestion', () => {
  it('is stored with what breaks and follows what is said of it later', async () => {
    await apply(incident('Orders are lost'));
    expect(await suggested()).toEqual(['incident: null']);
    const at = '2026-04-05T10:00:00Z';
    await apply(incident('Orders are lost: the migration locked the table', at));
    expect(await regressions()).toMatchObject([
      {
        suggestedMode: 'deploy-safety',
        suggestedBecause: {
          source: 'title',
          rule: 'words-of-deploying',
          matched: 'migration',
          confidence: 'medium',
        },
      },
    ]);
    await apply(incident('Orders are lost', '2026-04-06T10:00:00Z'));
    expect(await suggested()).toEqual(['incident: null']);
  });

  it('looks at the checks, whenever they are told', async () => {
    await apply(
      merged(2, 'Fix the limit', {
        body: 'Fixes a regression from #1',
        labels: ['hotfix'],
        paths: ['api/limit.ts', 'api/limit.test.ts'],
      }),
    );
    expect(await suggested()).toEqual(['hotfix: null']);
    const [sha, at] = ['1'.repeat(40), '2026-04-01T09:00:00Z'];
    await apply(event({ type: 'checks.finished', sha, name: 'unit', conclusion: 'passed', at }));
    expect(await suggested()).toEqual(['hotfix: test-gap']);
  });

  it('is made anew where history is judged anew', async () => {
    await apply(incident('Requests time out'));
    await database.prisma
      .$executeRaw`update regression set suggested_mode = null, suggested_because = null`;
    await requestRejudgement(database.prisma, 'asked for', 'by hand');
    while (await rejudgeNext(database.prisma));
    expect(await suggested()).toEqual(['incident: operations']);
  });
});

describe('a decision', () => {
  it('is kept, with its trail, over what is judged anew, and is taken back', async () => {
    await apply(
      incident('Requests time out'),
      merged(3, 'Revert "Add a limit"', { body: 'Reverts acme/web#1' }),
    );
    const decision = {
      ids: await ids(),
      failureMode: 'intent',
      reason: 'Nobody asked',
    } as const;
    expect(decision.ids).toHaveLength(2);
    const known = await decideFailureModes(database.prisma, decision, 'ann');
    expect(known.toSorted()).toEqual(decision.ids.toSorted());
    await apply(incident('Requests are slow', '2026-04-06T10:00:00Z'));
    expect((await decided()).map(({ failureMode }) => failureMode)).toEqual(['intent', 'intent']);
    expect(await suggested()).toContain('incident: operations');

    const [first = ''] = decision.ids;
    expect(await undoFailureModes(database.prisma, [first], 'bob')).toEqual([first]);
    expect(await undoFailureModes(database.prisma, [first], 'bob')).toEqual([]);
    expect(await decided()).toHaveLength(1);
    expect(await audit()).toMatchObject([
      { action: 'decide-failure-mode', decidedBy: 'ann', after: { failureMode: 'intent' } },
      { action: 'decide-failure-mode', before: null },
      { action: 'undo-failure-mode', decidedBy: 'bob', subject: first },
    ]);
  });

  it('on many leaves what a person said before, and takes back no more than itself', async () => {
    await apply(
      incident('Requests time out'),
      merged(3, 'Revert "Add a limit"', { body: 'Reverts acme/web#1' }),
    );
    const [first = '', second = ''] = await ids();
    const before = { ids: [first], failureMode: 'intent', reason: 'Nobody asked' } as const;
    await decideFailureModes(database.prisma, before, 'ann');
    const many = {
      ids: [first, second],
      failureMode: 'ripple',
      reason: 'The other module',
      earlier: 'left',
    } as const;
    expect(await decideFailureModes(database.prisma, many, 'bob')).toEqual([second]);
    expect((await decided()).map(({ failureMode }) => failureMode).toSorted()).toEqual([
      'intent',
      'ripple',
    ]);
    expect(await undoFailureModes(database.prisma, [second], 'bob')).toEqual([second]);
    expect(await decided()).toMatchObject([{ failureMode: 'intent', decidedBy: 'ann' }]);
  });

  it('leaves alone what is not known', async () => {
    const id = `${repository}/00000000-0000-4000-8000-000000000000`;
    const decision = { ids: [id], failureMode: 'other', reason: 'None fits' } as const;
    expect(await decideFailureModes(database.prisma, decision, 'ann')).toEqual([]);
    expect(await decided()).toEqual([]);
    expect(await audit()).toEqual([]);
  });
});
