import { beforeAll, expect, it } from 'vitest';
import { gateQuestion } from '@/lib/api/gate';
import { trustFile, trustQuestion } from '@/lib/api/trust';
import { testDatabase } from '@/lib/db/test-database';
import { addDays } from '@/lib/domain/day';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { changeSetting } from '@/lib/ledger/settings';
import { gate } from '@/lib/measure/gate';
import { trustCsv, trustJson } from '@/lib/measure/list-files';
import { trust, trustCell } from '@/lib/measure/trust';

const database = testDatabase();
const agent = { login: 'devin-ai-integration[bot]', bot: true };
const person = { login: 'dana' };
const read = (ask: object = {}) => trust(database.prisma, trustQuestion.ask.parse(ask));

beforeAll(async () => {
  const apply = (list: object[]) =>
    applyBatch(
      database.prisma,
      list.map((event) => LedgerEvent.parse(event)),
      { rank: 'host', heardAt: () => new Date('2026-09-01T05:00:00Z') },
    );
  await apply([
    ...changes('acme/web', 'feat: add', agent, 120, 0, 0),
    ...changes('acme/web', 'fix: repair', agent, 40, 12, 1_000),
    ...changes('acme/web', 'feat: add', person, 100, 3, 2_000),
    ...changes('acme/api', 'docs: tell', agent, 3, 0, 0),
    ...changes('acme/none', 'docs: tell', person, 3, 0, 0),
  ]);
});

function changes(
  repository: string,
  title: string,
  author: object,
  count: number,
  broken: number,
  first: number,
) {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index + 1;
    const day = addDays('2026-03-01', index % 60);
    const change = {
      type: 'change.merged',
      repository,
      number,
      title: `${title} ${number}`,
      author,
      mergedAt: `${day}T10:00:00Z`,
    };
    const report = {
      type: 'regression.reported',
      repository,
      report: `r-${number}`,
      change: { number },
      title: 'It broke',
      at: `${addDays(day, 1)}T09:00:00Z`,
    };
    return [change, ...(index < broken ? [report] : [])];
  }).flat();
}

it('is saved whole, a line a cell, or as the API answers', async () => {
  const written = async (file: typeof trustCsv, ask: object = {}) => {
    const texts: string[] = [];
    for await (const text of file(database.prisma, trustFile.ask.parse(ask))) texts.push(text);
    return texts.join('');
  };
  const { rows } = await read();
  expect(JSON.parse(await written(trustJson))).toEqual(rows);
  const [header, ...lines] = (await written(trustCsv)).trim().split('\r\n');
  expect(header).toMatch(/^repository,error_budget,agent,kind_of_work,trust,.*,why$/);
  const cells = rows.flatMap(({ agents }) => agents.flatMap((one) => one.cells));
  expect(lines).toHaveLength(cells.length);
  expect(lines[0]).toMatch(/^acme\/api,0\.05,devin,all,not-proven,/);
  expect(await written(trustCsv, { repository: 'acme/web' })).not.toContain('acme/api');
});

it('tells for each agent, repository and kind of work whether it is proven, and why', async () => {
  const { rows, total, next } = await read();
  expect({ total, next }).toEqual({ total: 2, next: null });
  expect(rows.map(({ repository, budget }) => [repository, budget])).toEqual([
    ['acme/api', 0.05],
    ['acme/web', 0.05],
  ]);
  const cells = rows[1]?.agents[0]?.cells ?? [];
  expect(cells.map(({ kindOfWork, trust: told }) => [kindOfWork, told])).toEqual([
    [null, 'not-proven'],
    ['feature', 'normal-review'],
    ['fix', 'second-pair'],
  ]);
  expect(cells[1]?.sentence).toBe(
    '0% (likely 0% to 3.1%, 0 of 120): even the high end is within the budget of 5%; people’s is 3% (likely 1% to 8.5%, 3 of 100).',
  );
  expect(cells[2]?.sentence).toContain('there are no changes of people to compare with');
  expect(rows[0]?.agents[0]?.cells[1]?.sentence).toBe(
    '0% (likely 0% to 56.1%, 0 of 3): can be on either side of the budget of 5%, and about 70 more without a regression would prove it; there are no changes of people to compare with.',
  );
});

it('is told page by page, and by repository and agent', async () => {
  const first = await read({ limit: '1' });
  expect(first.rows.map(({ repository }) => repository)).toEqual(['acme/api']);
  const second = await read({ limit: '1', cursor: first.next });
  expect(second.rows.map(({ repository }) => repository)).toEqual(['acme/web']);
  expect(second.next).toBeNull();
  expect((await read({ repository: 'acme/web' })).total).toBe(1);
  expect((await read({ agent: 'codex' })).total).toBe(0);
});

it('goes by the budget of the repository', async () => {
  const budgets = { percent: 5, repositories: { 'acme/web': 2 } };
  await changeSetting(database.prisma, 'errorBudgets', budgets, 'it takes the money', 'ann');
  const [row] = (await read({ repository: 'acme/web' })).rows;
  expect(row).toMatchObject({ budget: 0.02, ownBudget: true });
  expect(row?.agents[0]?.cells[1]?.trust).toBe('not-proven');
});

it('proves nothing while nothing was watched', () => {
  const counts = { entrants: [{ followUpDays: 3, count: 4 }], events: [] };
  expect(
    trustCell({ kindOfWork: 'fix', counts, people: undefined, budget: 0.05, windowDays: 30 }),
  ).toMatchObject({
    trust: 'not-proven',
    sentence: 'None of its 4 changes has been watched for 30 days yet.',
  });
});

it('answers CI for one agent and kind of work, and proves nothing without a record', async () => {
  const asked = (ask: object) =>
    gate(database.prisma, gateQuestion.ask.parse({ repository: 'acme/api', ...ask }));
  const cell = (await read({ repository: 'acme/api' })).rows[0]?.agents[0]?.cells[1];
  expect(await asked({ agent: 'devin', kindOfWork: 'docs' })).toEqual({
    ...cell,
    ok: false,
    repository: 'acme/api',
    agent: 'devin',
    budget: 0.05,
  });
  const nothing = { ok: false, trust: 'not-proven', sentence: 'No change is known to judge by.' };
  expect(await asked({ agent: 'codex' })).toMatchObject(nothing);
  expect(await asked({ repository: 'acme/none' })).toMatchObject({ ...nothing, agent: null });
  expect(await asked({ repository: 'acme/unheard' })).toBeUndefined();
  const budgets = { percent: 5, repositories: {} };
  await changeSetting(database.prisma, 'errorBudgets', budgets, 'as it was', 'ann');
  const proven = { repository: 'acme/web', agent: 'devin', kindOfWork: 'feature' };
  expect(await asked(proven)).toMatchObject({ ok: true, trust: 'normal-review' });
});
