import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { decideRegression } from '@/lib/ledger/decisions';
import { decideFailureModes } from '@/lib/ledger/failure-modes';
import { addNote } from '@/lib/ledger/notes';
import { earlierRegressions } from '@/lib/measure/earlier-regressions';
import { incident } from '@/lib/measure/incident';
import { notes } from '@/lib/measure/notes';
import { regression } from '@/lib/measure/regression';

const database = testDatabase();
const repository = 'acme/web';
const ids: Record<string, string> = {};
const idOf = (changeKey: string) => ids[changeKey] ?? '';
const told = (changeKey: string) => regression(database.prisma, { id: idOf(changeKey) });

beforeAll(async () => {
  const merged = (number: number, paths: readonly string[]) => ({
    type: 'change.merged',
    number,
    title: `Change ${number}`,
    author: { login: 'dana' },
    mergedAt: `2026-03-0${number}T10:00:00Z`,
    mergeSha: String(number).repeat(40),
    ...{ additions: 9, deletions: 1, paths },
    commits: [
      {
        sha: `${number}b`.repeat(20),
        author: { name: 'Dana' },
        committedAt: `2026-03-0${number}T09:00:00Z`,
        message: 'Do it',
      },
    ],
  });
  const opened = (number: number, at: string, more: object = {}) => ({
    type: 'incident.opened',
    at,
    incident: `INC-${number}`,
    title: 'Requests time out',
    severity: 'sev1',
    changes: [{ number }],
    ...more,
  });
  const events = [
    merged(1, ['api/a.ts']),
    merged(2, ['web/b.ts']),
    merged(3, ['api/c.ts', 'api/d.ts', 'web/e.ts', 'README.md']),
    {
      type: 'deployment.finished',
      at: '2026-03-03T12:00:00Z',
      deployment: 'production-9',
      sha: '9'.repeat(40),
      environment: 'production',
      conclusion: 'succeeded',
    },
    opened(1, '2026-03-02T10:00:00Z', { alert: true }),
    { type: 'incident.resolved', incident: 'INC-1', at: '2026-03-02T11:00:00Z' },
    opened(2, '2026-03-08T10:00:00Z'),
    opened(3, '2026-03-05T10:00:00Z'),
  ];
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api' },
  );
  for (const { id, changeKey } of await database.prisma.regression.findMany()) {
    ids[changeKey] = `${repository}/${id}`;
  }
});

describe('the story of a regression', () => {
  it('tells why it broke, the shape of its diff, and everything that happened', async () => {
    const found = await told('3');
    expect(found?.regression).toMatchObject({
      suggestion: { failureMode: 'operations', matched: 'time out', rule: 'words-of-running' },
      failureMode: null,
    });
    expect(found?.change.filesByArea).toEqual([
      { area: 'api', files: 2 },
      { area: 'web', files: 1 },
      { area: null, files: 1 },
    ]);
    expect(found?.change.timeline).toMatchObject([
      { what: 'committed', detail: `Dana · ${'3b'.repeat(5)}` },
      { what: 'merged' },
      { what: 'deployed', title: 'production', detail: 'with 9999999999' },
      { what: 'incident', title: 'Requests time out', detail: 'sev1' },
    ]);
  });

  it('tells an alert of a monitor from an incident that was declared', async () => {
    const happened = (await told('1'))?.change.timeline.map(({ what }) => what);
    expect(happened).toEqual(['committed', 'merged', 'alert', 'alert-resolved', 'deployed']);
    const own = await incident(database.prisma, { id: `${repository}/INC-1` }, { sight: 'all' });
    expect(own?.timeline.map(({ what }) => what)).toEqual(['merged', 'alert', 'alert-resolved']);
  });

  it('tells what a person decided beside what was suggested', async () => {
    const decision = { ids: [idOf('1')], failureMode: 'legacy', reason: 'An old queue' } as const;
    await decideFailureModes(database.prisma, decision, 'ann');
    expect((await told('1'))?.regression).toMatchObject({
      suggestion: { failureMode: 'operations' },
      failureMode: { failureMode: 'legacy', reason: 'An old queue', decidedBy: 'ann' },
    });
  });

  it('knows the earlier ones in the same areas, of other changes', async () => {
    const found = await earlierRegressions(database.prisma, { id: idOf('3') });
    expect(found).toMatchObject({ areas: ['api', 'web'], rows: [{ id: idOf('1') }] });
    expect(await earlierRegressions(database.prisma, { id: idOf('1') })).toMatchObject({
      areas: ['api'],
      rows: [],
    });
    const later = await earlierRegressions(database.prisma, { id: idOf('2') });
    expect(later?.rows.map(({ id }) => id)).toEqual([idOf('3')]);
  });

  it('goes on, with its notes, where somebody unlinks it', async () => {
    const regressionId = idOf('2').split('/').at(-1) ?? '';
    await addNote(database.prisma, { repository, regressionId }, 'See the graph', 'ann');
    const unlinked = { decision: 'unlinked', reason: 'It was the disk' } as const;
    await decideRegression(database.prisma, { repository, regressionId, ...unlinked }, 'ann');
    expect(await told('2')).toMatchObject({
      regression: null,
      change: { title: 'Change 2', regressions: [], unlinked: [{ id: idOf('2') }] },
    });
    expect(await notes(database.prisma, { id: idOf('2') }, 'ann')).toMatchObject({
      notes: [{ text: 'See the graph', writtenBy: 'ann', own: true, editedAt: null }],
    });
    expect(await earlierRegressions(database.prisma, { id: idOf('2') })).toMatchObject({
      areas: ['web'],
      rows: [],
    });
    expect(await notes(database.prisma, { id: idOf('2') }, 'bob')).toMatchObject({
      notes: [{ own: false }],
    });
  });

  it('is none where nothing is known by that id', async () => {
    const id = `${repository}/00000000-0000-4000-8000-000000000000`;
    expect(await regression(database.prisma, { id })).toBeUndefined();
    expect(await earlierRegressions(database.prisma, { id })).toBeUndefined();
    expect(await regression(database.prisma, { id: `${repository}/1` })).toBeUndefined();
  });
});
