import { beforeAll, describe, expect, it } from 'vitest';
import { auditQuestion } from '@/lib/api/audit';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { Rule } from '@/lib/domain/rule';
import { defaultSettings } from '@/lib/domain/setting';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression, undoDecision } from '@/lib/ledger/decisions';
import { overrideAuthorship } from '@/lib/ledger/overrides';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { addRule, revokeRule } from '@/lib/ledger/rules';
import { changeSetting, undoSetting } from '@/lib/ledger/settings';
import { audit } from '@/lib/measure/audit';
import { rejudgements } from '@/lib/measure/rejudgements';
import { rules } from '@/lib/measure/rules';
import { settings } from '@/lib/measure/settings';

const database = testDatabase();
const repository = 'acme/web';
const who = 'ann';
const event = (told: Record<string, unknown>) => LedgerEvent.parse({ repository, ...told });

const bot = Rule.parse({
  found: 'account',
  pattern: 'acme-bot',
  agent: 'Claude Code',
  from: '2026-01-01',
  reason: 'it runs Claude Code',
});
const person = Rule.parse({
  found: 'account',
  pattern: 'claude',
  authorship: 'human',
  reason: 'a colleague of that name',
});
const read = (ask: Record<string, unknown> = {}) =>
  audit(database.prisma, auditQuestion.ask.parse(ask));

let botId = 0;
let personId = 0;

beforeAll(async () => {
  const { prisma } = database;
  const events = [
    event({
      type: 'change.merged',
      number: 1,
      title: 'Add limits',
      author: { login: 'acme-bot' },
      mergedAt: '2026-04-01T10:00:00Z',
    }),
    event({
      type: 'regression.reported',
      report: 'r-1',
      change: { number: 1 },
      title: 'Limits broke',
      at: '2026-04-02T10:00:00Z',
    }),
    event({
      type: 'incident.opened',
      incident: 'INC-1',
      title: 'Down',
      service: 'checkout',
      at: '2026-04-05T10:00:00Z',
    }),
  ];
  await applyBatch(prisma, events, { rank: 'host' });
  botId = await addRule(prisma, bot, who);
  while (await rejudgeNext(prisma));
  personId = await addRule(prisma, person, who);
  await revokeRule(prisma, personId, who);
  const change = { repository, key: '1' };
  const wrote = { authorship: 'human', reason: 'I wrote it' } as const;
  await overrideAuthorship(prisma, change, wrote, who);
  await overrideAuthorship(prisma, change, { ...wrote, authorship: 'assisted' }, who);
  const { id: regressionId } = await prisma.regression.findFirstOrThrow({
    where: { repositoryId: { gt: 0 } },
  });
  const decided = { repository, regressionId, reason: 'the network was down' };
  await decideRegression(prisma, { ...decided, decision: 'dismissed' }, who);
  await undoDecision(prisma, decided, who);
  await decideRegression(prisma, { ...decided, decision: 'confirmed' }, who);
  const windows = { hours: 6, services: { checkout: 48 } };
  await changeSetting(prisma, 'incidentWindows', windows, 'we deploy hourly', who);
});

describe('rules', () => {
  it('are those that stand, as they were added, beside the marks that are known', async () => {
    const told = await rules(database.prisma);
    expect(told.rules).toEqual([
      { id: botId, rule: bot, addedBy: who, addedAt: expect.stringMatching(/Z$/) },
    ]);
    expect(told.marks).toContainEqual({
      authorship: 'agent',
      agent: 'claude-code',
      found: 'branch',
      pattern: 'claude/…',
      expression: '^claude\\/.',
      mode: 'autonomous',
      confidence: 'medium',
    });
  });
});

describe('settings', () => {
  it('are what was set, with the defaults for the rest and the services that are known', async () => {
    expect(await settings(database.prisma)).toEqual({
      settings: { ...defaultSettings, incidentWindows: { hours: 6, services: { checkout: 48 } } },
      services: ['checkout'],
    });
  });
});

describe('re-judgings', () => {
  it('tell what they moved, and that a later change of rules superseded them', async () => {
    const told = (await rejudgements(database.prisma)).rejudgements;
    expect(told.map(({ state }) => state)).toEqual(['waiting', 'superseded', 'superseded', 'done']);
    expect(told.at(-1)).toMatchObject({
      reason: 'Rule added: account acme-bot is Claude Code',
      total: 1,
      done: 1,
      moved: [{ from: 'human', to: 'agent', changes: 1 }],
      finishedAt: expect.stringMatching(/Z$/),
    });
  });
});

describe('the audit trail', () => {
  it('tells all that was decided, newest first, and what can still be undone', async () => {
    const { rows, total, next } = await read();
    expect({ total, next }).toEqual({ total: 9, next: null });
    expect(rows.map(({ action, undo }) => [action, undo])).toEqual([
      ['change-setting', 'setting'],
      ['confirm-regression', 'decision'],
      ['undo-decision', null],
      ['dismiss-regression', null],
      ['override-authorship', 'override'],
      ['override-authorship', null],
      ['revoke-rule', null],
      ['add-rule', null],
      ['add-rule', 'rule'],
    ]);
    expect(rows[4]).toMatchObject({
      decidedBy: who,
      repository,
      subject: 'acme/web/1',
      reason: 'I wrote it',
      before: { authorship: 'human' },
      after: { authorship: 'assisted' },
    });
  });

  it('goes on page by page to its end', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await read({ limit: 4, ...(cursor ? { cursor } : {}) });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual((await read()).rows.map(({ id }) => id));
  });

  it.each([
    [{ action: 'add-rule' }, 2],
    [{ repository }, 5],
    [{ search: `RULE-` }, 3],
    [{ search: 'Network' }, 3],
    [{ search: 'acme/web/1', action: 'override-authorship' }, 2],
    [{ search: '%' }, 0],
  ])('is searched by %o', async (ask, count) => {
    const { rows, total } = await read(ask);
    expect([rows.length, total]).toEqual([count, count]);
  });
});

describe('a setting', () => {
  const change = (rawDays: number) =>
    changeSetting(database.prisma, 'retention', { rawDays }, `${rawDays} days are enough`, who);
  const last = async () => (await read({ search: 'retention' })).rows[0];
  const rawDays = async () => (await settings(database.prisma)).settings.retention.rawDays;

  it('is set back to what it was, once and by its last change alone', async () => {
    const { prisma } = database;
    await change(30);
    const first = await last();
    await change(10);
    const second = await last();
    expect([first?.undo, second?.undo]).toEqual(['setting', 'setting']);
    expect(await undoSetting(prisma, first?.id ?? '', who)).toBe('superseded');
    expect(await rawDays()).toBe(10);
    expect(await undoSetting(prisma, second?.id ?? '', who)).toBe('undone');
    expect(await rawDays()).toBe(30);
    expect(await undoSetting(prisma, second?.id ?? '', who)).toBe('superseded');
    expect(await last()).toMatchObject({
      action: 'undo-setting',
      reason: '10 days are enough',
      before: { rawDays: 10 },
      after: { rawDays: 30 },
      undo: null,
    });
    const { rows } = await read({ search: 'retention' });
    expect(rows.map(({ undo }) => undo)).toEqual([null, null, null]);
  });

  it('that decides about changes has them judged anew when it is undone', async () => {
    const { prisma } = database;
    const windows = (await settings(prisma)).settings.incidentWindows;
    const [entry] = (await read({ search: 'incidentWindows' })).rows;
    expect(windows.hours).toBe(6);
    expect(await undoSetting(prisma, entry?.id ?? '', who)).toBe('undone');
    expect((await settings(prisma)).settings).toMatchObject({
      incidentWindows: defaultSettings.incidentWindows,
    });
    const [newest] = (await rejudgements(prisma)).rejudgements;
    expect(newest?.state).toBe('waiting');
  });

  it('that is a list is told in the audit trail, and undone', async () => {
    const { prisma } = database;
    const teams = [{ id: 'web', name: 'Web', repositories: ['acme/web'] }];
    await changeSetting(prisma, 'teams', teams, 'we know who works where', who);
    const [entry] = (await read({ search: 'teams' })).rows;
    expect(entry).toMatchObject({ before: [], after: teams, undo: 'setting' });
    expect(await undoSetting(prisma, entry?.id ?? '', who)).toBe('undone');
    expect((await settings(prisma)).settings.teams).toEqual([]);
  });

  it.each(['999999', '1'])('is not undone by entry %s, which changed none', async (entry) => {
    expect(await undoSetting(database.prisma, entry, who)).toBe('unknown');
  });
});
