import { expect, it } from 'vitest';
import { agentVersionsQuestion } from '@/lib/api/agent-versions';
import { changesQuestion } from '@/lib/api/changes';
import { heatMapQuestion } from '@/lib/api/heat-map';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { agentVersions } from '@/lib/measure/agent-versions';
import { changes } from '@/lib/measure/changes';
import { heatMap } from '@/lib/measure/heat-map';

const database = testDatabase();
const repository = 'acme/web';
/** A person opened them, with an agent’s mark on the commits. */
const authorship = 'assisted';
const day = 86_400_000;
const start = Date.parse('2026-01-05T09:00:00Z');

/** Large fixes of an agent that mostly break, small ones that hold, and three features. */
const told = Array.from({ length: 123 }, (_, index) => {
  const large = index < 40;
  const feature = index >= 120;
  return {
    number: index + 1,
    title: feature ? `feat: change ${index}` : `fix: change ${index}`,
    additions: large ? 500 : 5,
    mergedAt: new Date(start + (index % 60) * day).toISOString(),
    model: index % 60 < 30 ? 'Claude Opus 4.1' : 'Claude Opus 4.5 (1M context)',
    breaks: large && index % 2 === 0,
  };
});

async function load() {
  const events = told.flatMap(({ number, title, additions, mergedAt, model, breaks }) => [
    {
      type: 'change.merged',
      number,
      title,
      additions,
      deletions: 0,
      mergedAt,
      author: { login: 'ann' },
      commits: [
        {
          sha: String(number).padStart(40, '0'),
          author: { name: 'Ann', email: 'ann@acme.test' },
          committedAt: mergedAt,
          message: `${title}\n\nCo-Authored-By: ${model} <noreply@anthropic.com>`,
        },
      ],
    },
    ...(breaks
      ? [
          {
            type: 'regression.reported',
            report: `r-${number}`,
            change: { number },
            text: 'it broke',
            at: new Date(Date.parse(mergedAt) + 2 * day).toISOString(),
          },
        ]
      : []),
  ]);
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
}

it('answers nothing while there is nothing', async () => {
  expect(await heatMap(database.prisma, heatMapQuestion.ask.parse({}))).toMatchObject({
    kindsOfWork: [],
    sizes: [],
    cells: [],
    range: null,
  });
});

it('rates every cell, says which are too few, and which differ from all', async () => {
  await load();
  const answer = await heatMap(database.prisma, heatMapQuestion.ask.parse({ authorship }));
  expect(answer.kindsOfWork).toEqual(['feature', 'fix']);
  expect(answer.sizes).toEqual(['0-9', '200-999']);
  expect(answer.all).toMatchObject({ changes: 123, regressions: 20 });
  const cell = (kindOfWork: string, size: string) =>
    answer.cells.find((one) => one.kindOfWork === kindOfWork && one.size === size);
  expect(cell('feature', '0-9')).toMatchObject({ changes: 3, tooFew: true, beside: 'unclear' });
  expect(cell('fix', '0-9')).toMatchObject({ changes: 80, tooFew: false, beside: 'lower' });
  expect(cell('fix', '200-999')).toMatchObject({ changes: 40, rate: 0.5, beside: 'higher' });
  expect(cell('feature', '200-999')).toBeUndefined();
  for (const { kindOfWork, size, changes: n } of answer.cells) {
    const ask = changesQuestion.ask.parse({ authorship, kindOfWork, size });
    expect((await changes(database.prisma, ask)).total).toBe(n);
  }
});

it('narrows down as the filter says', async () => {
  const ask = heatMapQuestion.ask.parse({ authorship, agent: 'codex' });
  expect((await heatMap(database.prisma, ask)).cells).toEqual([]);
});

it('tells the versions that marks name, since when, and of how many changes', async () => {
  const ask = (more: object) => agentVersionsQuestion.ask.parse({ agent: 'claude-code', ...more });
  const all = await agentVersions(database.prisma, ask({ from: '2026-01-01', to: '2026-03-31' }));
  expect(all).toMatchObject({ changes: 123, named: 123 });
  expect(all.versions).toEqual([
    {
      agent: 'claude-code',
      version: 'Claude Opus 4.1',
      changes: 63,
      firstSeen: '2026-01-05',
      lastSeen: '2026-02-03',
    },
    {
      agent: 'claude-code',
      version: 'Claude Opus 4.5',
      changes: 60,
      firstSeen: '2026-02-04',
      lastSeen: '2026-03-05',
    },
  ]);
  const later = await agentVersions(database.prisma, ask({ from: '2026-02-10' }));
  expect(later.versions.map(({ version, firstSeen }) => [version, firstSeen])).toEqual([
    ['Claude Opus 4.5', '2026-02-04'],
  ]);
});
