import { beforeAll, expect, it } from 'vitest';
import { auditQuestion } from '@/lib/api/audit';
import { guardrailQuestion } from '@/lib/api/guardrail';
import { guardrailEffectsQuestion } from '@/lib/api/guardrail-effects';
import { testDatabase } from '@/lib/db/test-database';
import { addDays } from '@/lib/domain/day';
import { LedgerEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import { Guardrail } from '@/lib/domain/guardrail';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { addGuardrail, removeGuardrail, restoreGuardrail } from '@/lib/ledger/guardrails';
import { audit } from '@/lib/measure/audit';
import { guardrail } from '@/lib/measure/guardrail';
import { guardrailEffects } from '@/lib/measure/guardrail-effects';
import { guardrails } from '@/lib/measure/guardrails';

const database = testDatabase();
const who = 'ann';
const since = '2026-03-01';
const told = {
  name: 'Integration tests',
  kind: 'tests',
  what: 'Every change runs against a whole system',
  since,
  reason: 'too many rollbacks',
};
const read = async (id: number, ask: object = {}) =>
  guardrail(database.prisma, guardrailQuestion.ask.parse({ id, ...ask }));

beforeAll(async () => {
  await applyBatch(database.prisma, [...events('acme/web', 20, 2), ...events('acme/api', 20, 20)], {
    rank: 'host',
    heardAt: () => new Date('2026-09-01T05:00:00Z'),
  });
});

/** An agent's change a day around the day, of which every nth broke something, before and after. */
function events(repository: string, before: number, after: number) {
  return Array.from({ length: 120 }, (_, index) => {
    const number = index + 1;
    const day = addDays(since, index - 60);
    const isAfter = day >= since;
    const broken = isAfter ? index % 60 < after : index % 60 < before;
    const change = {
      type: 'change.merged',
      repository,
      number,
      title: isAfter ? `fix: repair ${number}` : `feat: add ${number}`,
      author: { login: 'devin-ai-integration[bot]', bot: true },
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
    return [change, ...(broken ? [report] : [])].map((event) => LedgerEvent.parse(event));
  }).flat();
}

it('compares with the repositories that it did not come to, and tells what else changed', async () => {
  const { prisma } = database;
  const id = await addGuardrail(
    prisma,
    Guardrail.parse({ ...told, repositories: ['acme/web'] }),
    who,
  );
  const other = await addGuardrail(
    prisma,
    Guardrail.parse({ ...told, name: 'Memory', kind: 'memory', since: '2026-03-20' }),
    who,
  );
  const answer = await read(id, { days: 60 });
  const asked = guardrailEffectsQuestion.ask.parse({ days: 60 });
  expect((await guardrailEffects(prisma, asked)).effects).toContainEqual({
    id,
    verdict: answer?.verdict,
    sentence: answer?.effect.sentence,
  });
  expect(answer).toMatchObject({
    against: 'others',
    possible: ['others', 'human', 'none'],
    before: { from: '2025-12-31', to: '2026-02-28' },
    after: { from: since, to: '2026-04-29' },
    effect: {
      treated: {
        before: { changes: 60, regressions: 20 },
        after: { changes: 60, regressions: 2 },
      },
      control: { before: { regressions: 20 }, after: { regressions: 20 } },
    },
    verdict: { direction: 'fewer' },
    otherGuardrails: [{ id: other, name: 'Memory', since: '2026-03-20', touches: 'both' }],
    links: { before: expect.stringContaining('repository=acme%2Fweb') },
  });
  const moved = answer?.mix.kindOfWork.filter((row) => row.moved).map(({ value }) => value);
  expect(moved).toEqual(['feature', 'fix']);
  expect(answer?.mix.agent).toMatchObject([{ value: 'devin', moved: false }]);
  expect(answer?.trend.treated.map(({ start }) => start)).toContain('2026-03-02');
  expect(answer?.trend.control).not.toEqual([]);
  expect((await read(id, { days: 60, against: 'none' }))?.effect.control).toBeNull();
  // Everywhere, there are no others to compare with.
  expect(await read(other, { against: 'others' })).toMatchObject({
    against: 'human',
    possible: ['human', 'none'],
  });
});

it('is removed once, and the audit trail tells both', async () => {
  const { prisma } = database;
  const id = await addGuardrail(prisma, Guardrail.parse(told), who);
  const newest = async () =>
    (await audit(prisma, auditQuestion.ask.parse({ search: `guardrail-${id}` }))).rows[0];
  expect(await newest()).toMatchObject({ action: 'add-guardrail', undo: 'guardrail' });
  expect(await removeGuardrail(prisma, id, who)).toBe(true);
  expect(await removeGuardrail(prisma, id, who)).toBe(false);
  expect(await newest()).toMatchObject({
    action: 'remove-guardrail',
    undo: null,
    before: { name: told.name, since },
  });
  expect((await guardrails(prisma)).guardrails.map((one) => one.id)).not.toContain(id);
  expect(await read(id)).toBeUndefined();
  expect(await restoreGuardrail(prisma, id, who)).toBe(true);
  expect(await restoreGuardrail(prisma, id, who)).toBe(false);
  expect(await newest()).toMatchObject({ action: 'add-guardrail', undo: 'guardrail' });
  expect((await read(id))?.guardrail.name).toBe(told.name);
});

it.each([
  [{ name: ' ' }, 'name'],
  [{ kind: 'magic' }, 'kind'],
  [{ since: '2026-02-30' }, 'since'],
  [{ repositories: ['web'] }, 'repositories.0'],
  [{ agents: ['Claude Code'] }, 'agents.0'],
  [{ agents: ['codex', 'codex'] }, 'agents'],
  [{ reason: '' }, 'reason'],
  [{ since: '2099-12-31' }, 'since'],
  [{ since: '1970-01-01' }, 'since'],
])('is refused with %o by the field at fault', (wrong, path) => {
  expect(readAs(Guardrail, { ...told, ...wrong }).fault?.path).toBe(path);
});
