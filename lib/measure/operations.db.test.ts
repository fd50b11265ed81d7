import { beforeAll, describe, expect, it } from 'vitest';
import { deploymentsFile, deploymentsQuestion } from '@/lib/api/deployments';
import { incidentsFile, incidentsQuestion } from '@/lib/api/incidents';
import { Prisma } from '@/lib/db/generated/client';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import type { Sight } from '@/lib/domain/sight';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { deployment } from '@/lib/measure/deployment';
import { deployments } from '@/lib/measure/deployments';
import { incident } from '@/lib/measure/incident';
import { incidents } from '@/lib/measure/incidents';
import {
  deploymentsCsv,
  deploymentsJson,
  incidentsCsv,
  incidentsJson,
} from '@/lib/measure/list-files';
import { beginningWith } from '@/lib/measure/search';

const database = testDatabase();
const repository = 'acme/web';
const sha = (number: number) => String(number).repeat(40);
const everything = { sight: 'all' } as const;
const listIncidents = (ask: object = {}) =>
  incidents(database.prisma, incidentsQuestion.ask.parse(ask));
const listDeployments = (ask: object = {}) =>
  deployments(database.prisma, deploymentsQuestion.ask.parse(ask));

const written = async (texts: AsyncGenerator<string>) => {
  let all = '';
  for await (const text of texts) all += text;
  return all;
};
const firstCell = (line: string) => line.split(',')[0];

beforeAll(async () => {
  const merged = (number: number, mergedAt: string, more: object = {}) => ({
    type: 'change.merged',
    number,
    title: `Change ${number}`,
    author: { login: 'dana' },
    mergedAt,
    mergeSha: sha(number),
    ...more,
  });
  const deployed = (deployment: string, number: number, at: string, more: object = {}) => ({
    type: 'deployment.finished',
    at,
    deployment,
    sha: sha(number),
    environment: 'production',
    service: 'web',
    conclusion: 'succeeded',
    ...more,
  });
  const events = [
    merged(1, '2026-03-01T10:00:00Z', {
      author: { login: 'devin-ai-integration[bot]', bot: true },
    }),
    merged(2, '2026-03-01T11:00:00Z'),
    deployed('first', 2, '2026-03-01T12:00:00Z'),
    deployed('staged', 2, '2026-03-01T12:30:00Z', { environment: 'staging' }),
    {
      type: 'incident.opened',
      at: '2026-03-01T15:00:00Z',
      incident: 'team/INC-1',
      title: 'Orders are charged twice',
      severity: 'sev1',
      service: 'web',
      changes: [{ number: 1 }],
    },
    { type: 'incident.resolved', at: '2026-03-01T17:30:00Z', incident: 'team/INC-1' },
    merged(3, '2026-03-02T10:00:00Z'),
    deployed('second', 3, '2026-03-02T12:00:00Z'),
    deployed('third', 2, '2026-03-02T14:00:00Z'),
    deployed('broken', 3, '2026-03-03T14:00:00Z', { conclusion: 'failed' }),
    {
      type: 'incident.opened',
      at: '2026-03-05T15:00:00Z',
      incident: 'INC-2',
      title: 'The disk is full',
      severity: 'sev3',
    },
  ];
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
});

describe('incidents', () => {
  it('are told newest first, with how long they took and what they are held against', async () => {
    const { rows, total, severities } = await listIncidents();
    expect({ total, severities }).toEqual({ total: 2, severities: ['sev1', 'sev3'] });
    expect(rows).toMatchObject([
      { key: 'INC-2', openHours: null, linked: 0, changes: [] },
      {
        id: 'acme/web/team/INC-1',
        openHours: 2.5,
        linked: 1,
        changes: [{ id: 'acme/web/1', authorship: 'agent', agent: 'devin', status: 'confirmed' }],
      },
    ]);
  });

  it.each([
    [{ state: 'open' }, ['INC-2']],
    [{ state: 'resolved' }, ['team/INC-1']],
    [{ severity: 'sev1,sev2' }, ['team/INC-1']],
    [{ linked: 'yes' }, ['team/INC-1']],
    [{ linked: 'no' }, ['INC-2']],
    [{ repository: 'acme/api' }, []],
    [{ from: '2026-03-05' }, ['INC-2']],
    [{ to: '2026-03-04' }, ['team/INC-1']],
    [{ from: '2026-03-02', to: '2026-03-04' }, []],
    [{ q: 'CHARGED orders' }, ['team/INC-1']],
    [{ q: 'inc-' }, ['INC-2', 'team/INC-1']],
    [{ q: 'web' }, ['team/INC-1']],
    [{ q: 'team/INC-1 twice' }, ['team/INC-1']],
    [{ q: '#1' }, ['team/INC-1']],
    [{ q: 'full', repository: 'acme/web' }, ['INC-2']],
    [{ q: 'full', repository: 'acme/api' }, []],
    [{ q: 'full', to: '2026-03-04' }, []],
    [{ q: 'isk' }, []],
    [{ q: '50% _' }, []],
    [{ q: '\u0000' }, []],
  ])('are narrowed down by %o', async (ask, keys) => {
    const { rows, total } = await listIncidents(ask);
    expect(rows.map(({ key }) => key)).toEqual(keys);
    expect(total).toBe(keys.length);
  });

  it('go on page by page', async () => {
    const first = await listIncidents({ limit: 1 });
    const second = await listIncidents({ limit: 1, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ key }) => key)).toEqual(['INC-2', 'team/INC-1']);
    expect(second.next).toBeNull();
  });

  it('reach a year back unless asked for longer, and always up to now', async () => {
    const events = [
      { incident: 'INC-0', at: '2024-05-05T15:00:00Z' },
      { incident: 'INC-3', at: '2026-06-02T15:00:00Z' },
    ];
    await applyBatch(
      database.prisma,
      events.map((event) =>
        LedgerEvent.parse({
          ...{ type: 'incident.opened', repository: 'acme/api', title: 'It is slow' },
          ...event,
        }),
      ),
      { rank: 'api', heardAt: () => new Date('2026-06-01T06:00:00Z') },
    );
    const keys = async (ask: object) =>
      (await listIncidents({ repository: 'acme/api', ...ask })).rows.map(({ key }) => key);
    expect(await keys({})).toEqual(['INC-3']);
    expect(await keys({ from: '2024-01-01' })).toEqual(['INC-3', 'INC-0']);
  });

  it('are written to a file as they are listed, with nothing that a spreadsheet runs', async () => {
    const opened = { type: 'incident.opened', repository: 'acme/csv', at: '2026-03-05T15:00:00Z' };
    const titles = ['=HYPERLINK("http://evil")', 'The disk is full'];
    await applyBatch(
      database.prisma,
      titles.map((title, place) =>
        LedgerEvent.parse({ ...opened, incident: `INC-${place}`, title, severity: '+1' }),
      ),
      { rank: 'api', heardAt: () => new Date('2026-06-01T06:00:00Z') },
    );
    const list = incidentsFile.ask.parse({ repository: 'acme/csv' });
    const csv = await written(incidentsCsv(database.prisma, list));
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    const { rows } = await listIncidents({ repository: 'acme/csv' });
    expect(csv.trimEnd().split('\r\n').slice(1).map(firstCell)).toEqual(rows.map(({ id }) => id));
    expect(JSON.parse(await written(incidentsJson(database.prisma, list)))).toEqual(rows);
  });

  it('each have a page, whatever their key looks like', async () => {
    const told = await incident(database.prisma, { id: 'acme/web/team/INC-1' }, everything);
    expect(told).toMatchObject({
      title: 'Orders are charged twice',
      openHours: 2.5,
      regressions: [{ status: 'confirmed', change: { id: 'acme/web/1' }, day: 1 }],
    });
    expect(told?.regressions[0]?.evidence.length).toBeGreaterThan(0);
    expect(told?.timeline.map(({ what }) => what)).toEqual([
      'merged',
      'deployed',
      'incident',
      'resolved',
    ]);
    const unknown = await incident(database.prisma, { id: 'acme/web/INC-9' }, everything);
    expect(unknown).toBeUndefined();
  });

  it('are told to those alone who see their repository, and so is what they can be chosen by', async () => {
    const id = 'acme/web/team/INC-1';
    const told = (sight: Sight) => incident(database.prisma, { id }, { sight });
    expect(await told(['acme/web'])).toMatchObject({ id, repository: 'acme/web' });
    expect(await told(['acme/api', 'acme/web/team'])).toBeUndefined();
    expect((await listIncidents({ repository: 'acme/web' })).severities).toHaveLength(2);
    expect((await listIncidents({ repository: 'acme/api' })).severities).toEqual([]);
  });
});

describe('deployments', () => {
  it('are told newest first, with what they brought out and what came of it', async () => {
    const { rows, total, environments } = await listDeployments();
    expect({ total, environments }).toEqual({ total: 5, environments: ['production', 'staging'] });
    expect(rows.map(({ key }) => key)).toEqual(['broken', 'third', 'second', 'staged', 'first']);
    expect(rows[0]).toMatchObject({ conclusion: 'failed', changes: null, broke: null });
    expect(rows[1]?.rollsBack).toMatch(/^acme\/web\//);
    expect(rows[2]).toMatchObject({
      head: { id: 'acme/web/3', title: 'Change 3' },
      changes: { all: 1, agents: 0 },
      broke: { kind: 'rollback', title: 'Change 3', afterHours: 2 },
    });
    expect(rows[4]).toMatchObject({
      changes: { all: 2, agents: 1 },
      broke: { kind: 'incident', title: 'Change 1', afterHours: 3, recoveredHours: 2.5 },
    });
  });

  it.each([
    [{ environment: 'staging' }, ['staged']],
    [{ conclusion: 'failed' }, ['broken']],
    [{ broke: 'yes' }, ['second', 'first']],
    [{ repository: 'acme/api' }, []],
    [{ from: '2026-03-03' }, ['broken']],
    [{ to: '2026-03-01' }, ['staged', 'first']],
    [{ q: 'change 3' }, ['broken', 'second']],
    [{ q: 'THIRD' }, ['third']],
    [{ q: '3333333' }, ['broken', 'second']],
    [{ q: '#3' }, ['broken', 'second']],
    [{ q: 'dana 2' }, ['third', 'staged', 'first']],
    [{ q: 'web broken' }, ['broken']],
    [{ q: 'web', environment: 'staging' }, ['staged']],
    [{ q: 'change', repository: 'acme/api' }, []],
    [{ q: 'hird' }, []],
    [{ q: '\u0000' }, []],
  ])('are narrowed down by %o', async (ask, keys) => {
    const { rows, total } = await listDeployments(ask);
    expect(rows.map(({ key }) => key)).toEqual(keys);
    expect(total).toBe(keys.length);
  });

  it.each([{}, { repository }, { q: 'web' }, { q: 'change', repository }])(
    'go on page by page where %o is asked for',
    async (ask) => {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await listDeployments({ ...ask, limit: 1, ...(cursor ? { cursor } : {}) });
        seen.push(...page.rows.map(({ key }) => key));
        cursor = page.next;
      } while (cursor);
      expect(seen).toEqual(['broken', 'third', 'second', 'staged', 'first']);
    },
  );

  it('are written to a file as they are listed', async () => {
    const ask = { broke: 'yes' };
    const list = deploymentsFile.ask.parse(ask);
    const { rows } = await listDeployments(ask);
    const [header, ...lines] = (await written(deploymentsCsv(database.prisma, list)))
      .trimEnd()
      .split('\r\n');
    expect(header).toMatch(/^deployment,repository,finished_at,/);
    expect(lines.map(firstCell)).toEqual(rows.map(({ id }) => id));
    expect(JSON.parse(await written(deploymentsJson(database.prisma, list)))).toEqual(rows);
  });

  it('each have a page with what they carried and what came of that', async () => {
    const told = (key: string) =>
      deployment(database.prisma, { id: `acme/web/${key}` }, everything);
    expect(await told('first')).toMatchObject({
      previous: null,
      next: { key: 'second' },
      since: '2026-01-30T12:00:00.000Z',
      carried: [{ title: 'Change 2' }, { title: 'Change 1', regressedOnDay: 1 }],
      carriedTotal: 2,
      regressions: [{ kind: 'incident', change: { title: 'Change 1' } }],
      rolledBack: [],
    });
    expect(await told('second')).toMatchObject({
      previous: { id: 'acme/web/first' },
      next: { key: 'third' },
      carried: [{ title: 'Change 3' }],
      regressions: [{ kind: 'rollback' }],
    });
    expect(await told('third')).toMatchObject({
      carried: [],
      regressions: [],
      rolledBack: [{ kind: 'rollback', change: { title: 'Change 3' } }],
    });
    expect(await told('broken')).toMatchObject({ conclusion: 'failed', carried: [] });
    expect(await told('staged')).toMatchObject({ previous: null, carriedTotal: 2 });
    expect(await told('never')).toBeUndefined();
  });

  it('are told to those alone who see their repository, and so is what they can be chosen by', async () => {
    const told = (sight: Sight) => deployment(database.prisma, { id: 'acme/web/first' }, { sight });
    expect(await told(['acme/web'])).toMatchObject({ key: 'first' });
    expect(await told(['acme/api'])).toBeUndefined();
    expect((await listDeployments({ repository: 'acme/web' })).environments).toHaveLength(2);
    expect((await listDeployments({ repository: 'acme/api' })).environments).toEqual([]);
  });
});

it.each(['incident', 'deployment'] as const)(
  'a search for an %s is answered by its index',
  async (name) => {
    const table = Prisma.raw(`${name} ${name.slice(0, 1)}`);
    const plan = await database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`set local enable_seqscan = off`;
      return tx.$queryRaw(
        Prisma.sql`explain select from ${table} where ${beginningWith(name, 'web')}`,
      );
    });
    expect(JSON.stringify(plan)).toContain(`${name}_words_idx`);
  },
);
