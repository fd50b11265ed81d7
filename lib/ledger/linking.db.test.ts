import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { contents, emptied } from '@/lib/ledger/ledger-contents';
import { packedKinds } from '@/lib/rollup/dimensions';
import { eachRegressed, kindBits } from '@/lib/rollup/packing';
import { rollupDifferences } from '@/lib/rollup/rollup';

const database = testDatabase();
const sha = (digit: string) => digit.repeat(40);

function event(told: Record<string, unknown>): LedgerEvent {
  return LedgerEvent.parse({ repository: 'acme/web', ...told });
}
function merged(number: number, title: string, mergedAt: string, more: object = {}): LedgerEvent {
  const author = { login: 'ann' };
  return event({ type: 'change.merged', number, title, mergedAt, author, ...more });
}
const deployed = (deployment: string, of: string, at: string, more: object = {}) =>
  event({
    type: 'deployment.finished',
    deployment,
    sha: of,
    environment: 'production',
    conclusion: 'succeeded',
    at,
    ...more,
  });
const checked = (of: string, conclusion: string, at: string) =>
  event({ type: 'checks.finished', sha: of, name: 'test', conclusion, at });
const opened = (incident: string, at: string, more: object = {}) =>
  event({ type: 'incident.opened', incident, title: 'Login is down', at, ...more });

const apply = (...events: LedgerEvent[]) => applyBatch(database.prisma, events, { rank: 'host' });

/** Every regression as `change kind status cause`, sorted. */
async function regressions(): Promise<string[]> {
  const found = await database.prisma.regression.findMany({ where: { repositoryId: { gt: 0 } } });
  return found
    .map((one) => `${one.changeKey} ${one.kind} ${one.status} ${one.causeType}:${one.causeKey}`)
    .sort();
}
const find = (key: string) =>
  database.prisma.change.findFirstOrThrow({ where: { key, repositoryId: { gt: 0 } } });

/** Three changes that landed and were deployed one after the other. */
const three = [
  merged(1, 'Add limits', '2026-04-01T10:00:00Z', { mergeSha: sha('1') }),
  merged(2, 'Add cache', '2026-04-02T10:00:00Z', { mergeSha: sha('2'), parentSha: sha('1') }),
  merged(3, 'Add index', '2026-04-03T10:00:00Z', { mergeSha: sha('3'), parentSha: sha('2') }),
];
const out = [
  deployed('d-1', sha('1'), '2026-04-01T11:00:00Z'),
  deployed('d-2', sha('2'), '2026-04-02T11:00:00Z'),
  deployed('d-3', sha('3'), '2026-04-03T11:00:00Z'),
];

beforeEach(() => emptied(database.prisma));

describe('a rollback', () => {
  it('is held against the first change that was deployed after the version rolled back to', async () => {
    await apply(...three, ...out, deployed('d-4', sha('1'), '2026-04-03T12:00:00Z'));
    expect(await regressions()).toEqual(['2 rollback confirmed deployment:d-4']);
    expect(await find('2')).toMatchObject({ rollbackDay: 2 });
  });

  it('is none any more when a deployment that was heard of late explains it', async () => {
    await apply(
      ...three,
      out[0] ?? deployed('', '', ''),
      deployed('d-3', sha('1'), '2026-04-05T11:00:00Z'),
    );
    expect(await regressions()).toEqual([]);
    await apply(deployed('d-2', sha('2'), '2026-04-02T11:00:00Z'));
    expect(await regressions()).toEqual(['2 rollback confirmed deployment:d-3']);
    await apply(deployed('d-2', sha('2'), '2026-04-06T11:00:00Z'));
    expect(await regressions()).toEqual([]);
  });

  it('of a preview says nothing', async () => {
    const preview = { environment: 'preview' };
    await apply(
      ...three,
      deployed('p-1', sha('1'), '2026-04-01T11:00:00Z', preview),
      deployed('p-2', sha('2'), '2026-04-02T11:00:00Z', preview),
      deployed('p-3', sha('1'), '2026-04-03T11:00:00Z', preview),
    );
    expect(await regressions()).toEqual([]);
  });
});

describe('an incident', () => {
  it('is suspected of the last deployment within its window, and of none that is older', async () => {
    await apply(...three, ...out, opened('INC-1', '2026-04-03T20:00:00Z'));
    expect(await regressions()).toEqual(['3 incident suspected incident:INC-1']);
    await apply(opened('INC-2', '2026-04-05T20:00:00Z'));
    expect(await regressions()).toHaveLength(1);
  });

  it('finds a deployment that is heard of after it', async () => {
    await apply(opened('INC-1', '2026-04-03T20:00:00Z'));
    await apply(...out);
    expect(await regressions()).toEqual([]);
    await apply(...three);
    expect(await regressions()).toEqual(['3 incident suspected incident:INC-1']);
  });

  it('looks only at deployments of its own service, as far back as its window goes', async () => {
    await database.prisma.setting.create({
      data: { key: 'incidentWindows', value: { hours: 24, services: { billing: 48 } } },
    });
    const billing = { service: 'billing' };
    await apply(
      ...three,
      deployed('d-2', sha('2'), '2026-04-02T11:00:00Z', billing),
      deployed('d-3', sha('3'), '2026-04-03T11:00:00Z', { service: 'web' }),
      opened('INC-1', '2026-04-04T09:00:00Z', billing),
    );
    await database.prisma.setting.deleteMany();
    expect(await regressions()).toEqual(['2 incident suspected incident:INC-1']);
  });

  it('believes what it names more than what was deployed before it', async () => {
    const named = { text: 'Caused by #1' };
    await apply(...three, ...out, opened('INC-1', '2026-04-03T20:00:00Z', named));
    expect(await regressions()).toEqual(['1 incident confirmed incident:INC-1']);
  });

  it('may name a deployment by its id or address', async () => {
    const url = 'https://deploy.example.com/acme/deployments/77';
    await apply(
      ...three,
      deployed('d-1', sha('1'), '2026-04-01T11:00:00Z'),
      deployed('d-2', sha('2'), '2026-04-02T11:00:00Z', { url }),
      opened('INC-1', '2026-04-03T20:00:00Z', { changes: [{ deployment: 'd-1' }] }),
      opened('INC-2', '2026-04-03T21:00:00Z', { text: `Since ${url} nobody can log in` }),
    );
    expect(await regressions()).toEqual([
      '1 incident confirmed incident:INC-1',
      '2 incident confirmed incident:INC-2',
    ]);
  });

  it('belongs to the change that its fix names, whichever is known first', async () => {
    const fix = merged(4, 'Fix login', '2026-04-04T10:00:00Z', {
      body: 'Incident: INC-1\nRegression from #1',
      mergeSha: sha('4'),
    });
    const told = [...three, ...out, opened('INC-1', '2026-04-03T20:00:00Z'), fix];
    const expected = ['1 hotfix confirmed change:4', '1 incident confirmed incident:INC-1'];
    await apply(...told);
    expect(await regressions()).toEqual(expected);
    await emptied(database.prisma);
    for (const one of told.toReversed()) await apply(one);
    expect(await regressions()).toEqual(expected);
  });
});

describe('broken main', () => {
  const parentPassed = checked(sha('1'), 'passed', '2026-04-01T10:30:00Z');
  const failed = checked(sha('2'), 'failed', '2026-04-02T10:30:00Z');

  it('is suspected after one failure and confirmed by a second run', async () => {
    await apply(...three, parentPassed, failed);
    expect(await regressions()).toEqual([`2 broken-main suspected check:${sha('2')}`]);
    await apply(checked(sha('2'), 'failed', '2026-04-02T11:30:00Z'));
    expect(await regressions()).toEqual([`2 broken-main confirmed check:${sha('2')}`]);
    expect(await find('2')).toMatchObject({ brokenMainDay: 1 });
  });

  it('is none when a second run passes, for then the check is flaky', async () => {
    await apply(failed, parentPassed);
    await apply(...three);
    await apply(checked(sha('2'), 'passed', '2026-04-02T11:30:00Z'));
    expect(await regressions()).toEqual([]);
  });

  it('reads the parent of a landing from the push that brought it', async () => {
    const commit = {
      sha: sha('2'),
      author: { name: 'Bo' },
      committedAt: '2026-04-02T10:00:00Z',
      message: 'Push it',
    };
    await apply(
      event({
        type: 'commits.pushed',
        at: '2026-04-02T10:00:00Z',
        branch: 'main',
        before: sha('1'),
        head: sha('2'),
        commits: [commit],
      }),
      parentPassed,
      failed,
    );
    expect(await regressions()).toEqual([`${sha('2')} broken-main suspected check:${sha('2')}`]);
  });
});

describe('what a change says or does', () => {
  it('holds a fix that names its cause against the cause', async () => {
    const body = `Fixes: ${sha('1').slice(0, 12)} ("Add limits")`;
    await apply(...three, merged(4, 'Fix limits', '2026-04-05T10:00:00Z', { body }));
    expect(await regressions()).toEqual(['1 hotfix confirmed change:4']);
  });

  it('suspects the change whose lines a fix replaced', async () => {
    await apply(...three, merged(4, 'fix: limits', '2026-04-05T10:00:00Z', { mergeSha: sha('4') }));
    const repaired = [{ sha: sha('1'), lines: 4, path: 'src/limits.ts' }];
    await apply(event({ type: 'change.traced', at: '2026-04-05T10:00:00Z', number: 4, repaired }));
    expect(await regressions()).toEqual(['1 hotfix suspected change:4']);
    expect(await rollupDifferences(database.prisma)).toBe(0);
    const [cell] = await database.prisma.cohort.findMany({
      where: { level: 0, authorship: 'human' },
    });
    expect(cell).toMatchObject({ changes: 4, confirmed: new Uint8Array() });
    const told: [number, string | undefined][] = [];
    const suspected = cell?.suspected.slice() ?? new Uint8Array();
    eachRegressed(
      { bytes: new DataView(suspected.buffer), from: 0, to: suspected.length },
      kindBits(['hotfix', 'revert']),
      (_, day, place) => told.push([day, packedKinds[place]]),
    );
    expect(told).toEqual([[4, 'hotfix']]);
  });

  it('suspects a revert that no word tells, from the diff alone', async () => {
    await apply(
      ...three,
      merged(4, 'Clean up', '2026-04-05T10:00:00Z', { inverseOf: [sha('1')], additions: 3 }),
    );
    expect(await regressions()).toEqual(['1 revert suspected change:4']);
  });

  it('does not count a backport beside the change that it repeats', async () => {
    await apply(
      merged(4, '[release/9] Add limits', '2026-04-05T10:00:00Z', { body: 'Backport of #1' }),
    );
    expect(await find('4')).toMatchObject({ exposed: true, backportOf: null });
    await apply(...three);
    expect(await find('4')).toMatchObject({ exposed: false, backportOf: '1' });
  });

  // As RooCodeInc/Roo-Code#1518: a title in free words over a branch of reverts.
  it('believes the commits that a revert brought, whatever its title says', async () => {
    const commits = ['1', '3'].map((digit) => ({
      sha: sha(digit === '1' ? 'a' : 'b'),
      message: `Revert "Part ${digit}"\n\nThis reverts commit ${sha(digit)}.`,
      author: { name: 'Bo' },
      committedAt: '2026-04-05T09:00:00Z',
    }));
    const title = 'Revert limits and index for now';
    await apply(...three, merged(4, title, '2026-04-05T10:00:00Z', { commits }));
    expect(await regressions()).toEqual([
      '1 revert confirmed change:4',
      '3 revert confirmed change:4',
    ]);
  });

  it('holds no revert against a change that it was merged together with', async () => {
    const commits = [
      { sha: sha('a'), message: 'Try it' },
      { sha: sha('b'), message: `Revert "Try it"\n\nThis reverts commit ${sha('a')}.` },
    ].map((commit) => ({
      ...commit,
      author: { name: 'Bo' },
      committedAt: '2026-04-05T09:00:00Z',
    }));
    const body = `This reverts commit ${sha('a')}.`;
    await apply(merged(4, 'Revert "Try it"', '2026-04-05T10:00:00Z', { body, commits }));
    expect(await regressions()).toEqual([]);
  });
});

describe('an attestation', () => {
  const told = event({
    type: 'commit.attested',
    at: '2026-04-01T09:00:00Z',
    sha: sha('1'),
    source: 'git-ai',
    lines: [{ tool: 'claude', lines: 40 }],
    addedLines: 50,
  });
  const change = merged(1, 'Add limits', '2026-04-01T10:00:00Z', {
    mergeSha: sha('1'),
    commits: [
      {
        sha: sha('1'),
        author: { name: 'Bo', email: 'bo@example.com' },
        committedAt: '2026-04-01T09:00:00Z',
        message: 'Add limits',
      },
    ],
  });

  it('marks its commit, whichever is known first', async () => {
    for (const order of [
      [told, change],
      [change, told],
    ]) {
      await emptied(database.prisma);
      for (const one of order) await apply(one);
      expect(await find('1')).toMatchObject({ agent: 'claude-code', lineShare: 0.8 });
    }
  });
});

describe('whatever the order, repetition and batching of events', () => {
  const repaired = [{ sha: sha('3'), lines: 4, path: 'src/index.ts' }];
  const life = [
    ...three,
    ...out,
    deployed('d-4', sha('1'), '2026-04-03T12:00:00Z', { service: 'web' }),
    deployed('d-5', sha('2'), '2026-04-03T13:00:00Z'),
    deployed('d-6', sha('1'), '2026-04-03T14:00:00Z'),
    checked(sha('1'), 'passed', '2026-04-01T10:30:00Z'),
    checked(sha('2'), 'failed', '2026-04-02T10:30:00Z'),
    checked(sha('2'), 'failed', '2026-04-02T11:30:00Z'),
    checked(sha('3'), 'failed', '2026-04-03T11:30:00Z'),
    opened('INC-1', '2026-04-03T12:30:00Z', { service: 'web' }),
    opened('INC-2', '2026-04-04T12:30:00Z', { text: 'since deployment d-2' }),
    opened('INC-2', '2026-04-04T12:40:00Z', { text: 'caused by #1' }),
    merged(4, 'fix: login', '2026-04-04T15:00:00Z', {
      body: 'Incident: INC-1\nRegression from #2',
    }),
    merged(5, 'Clean up', '2026-04-05T10:00:00Z', { inverseOf: [sha('1')], mergeSha: sha('5') }),
    merged(6, '[release/9] Add limits', '2026-04-05T11:00:00Z', { body: 'Backport of #1' }),
    event({ type: 'change.traced', at: '2026-04-04T15:00:00Z', number: 4, repaired }),
    event({
      type: 'commit.attested',
      at: '2026-04-05T09:00:00Z',
      sha: sha('8'),
      source: 'git-ai',
      lines: [{ tool: 'claude', lines: 3 }],
    }),
    merged(7, 'Attested', '2026-04-06T10:00:00Z', {
      commits: [
        {
          sha: sha('8'),
          author: { name: 'Bo' },
          committedAt: '2026-04-05T09:00:00Z',
          message: `Revert "Add index"\n\nThis reverts commit ${sha('3')}.`,
        },
      ],
    }),
  ];

  it('the same events end in the same database', async () => {
    for (const one of life) await apply(one);
    const inOrder = await contents(database.prisma);
    const copies = life.flatMap((one) => [one, one]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(copies, { minLength: copies.length }),
        fc.integer({ min: 1, max: 12 }),
        async (shuffled, size) => {
          await emptied(database.prisma);
          for (let start = 0; start < shuffled.length; start += size) {
            await apply(...shuffled.slice(start, start + size));
          }
          expect(await contents(database.prisma)).toEqual(inOrder);
          expect(await rollupDifferences(database.prisma)).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });
});
