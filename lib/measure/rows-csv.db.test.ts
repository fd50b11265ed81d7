import { expect, it } from 'vitest';
import { compareQuestion } from '@/lib/api/compare';
import { ratesQuestion } from '@/lib/api/rates';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { compare } from '@/lib/measure/compare';
import { rScript } from '@/lib/measure/r-script';
import { rates } from '@/lib/measure/rates';
import { rowsCsv } from '@/lib/measure/rows-csv';

const database = testDatabase();

it('holds every change that a rate is made from, so that anybody can compute it again', async () => {
  const events = Array.from({ length: 90 }, (_, index) => {
    const mergedAt = new Date(Date.UTC(2026, 2, 1 + index, 10));
    const change = {
      type: 'change.merged',
      repository: index % 3 === 0 ? 'acme/api' : 'acme/web',
      number: index + 1,
      title: 'Change',
      author:
        index % 2 === 0 ? { login: 'dana' } : { login: 'devin-ai-integration[bot]', bot: true },
      paths: ['=cmd|a/b', 'a, "b"/c'],
      mergedAt: mergedAt.toISOString(),
    };
    const report = {
      type: 'regression.reported',
      repository: change.repository,
      report: `r-${index}`,
      change: { number: index + 1 },
      text: 'it broke',
      at: new Date(mergedAt.getTime() + (index % 40) * 86_400_000).toISOString(),
    };
    return index % 4 === 0 || index % 7 === 0 ? [change, report] : [change];
  }).flat();
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
  const ask = ratesQuestion.ask.parse({});
  let csv = '';
  for await (const text of rowsCsv(database.prisma, ask)) csv += text;
  const [header, ...lines] = csv.trimEnd().split('\r\n');
  expect(header?.split(',').slice(0, 4)).toEqual(['change', 'repository', 'authorship', 'agent']);
  expect(lines).toHaveLength(90);
  expect(csv).not.toMatch(/(^|,)=cmd/m);
  expect(csv).toContain('"');

  // Recounted the long way: day by day over single changes.
  const told = lines.map((line) => {
    const [regressed = '', followUp = ''] = line.split(',').reverse();
    const authorship = line.split(',')[2];
    const watched = Math.min(Number(followUp), 30);
    const isEvent = regressed !== '' && Number(regressed) <= watched;
    return { authorship, isEvent, last: isEvent ? Number(regressed) : watched };
  });
  const answer = await rates(database.prisma, ask);
  for (const { authorship, rate } of answer.rates) {
    const own = told.filter((one) => one.authorship === authorship);
    let surviving = 1;
    for (let day = 1; day <= 30; day += 1) {
      const atRisk = own.filter(({ last }) => last >= day).length;
      const events = own.filter(({ isEvent, last }) => isEvent && last === day).length;
      if (atRisk > 0) surviving *= 1 - events / atRisk;
    }
    expect(rate).toBeCloseTo(1 - surviving, 12);
  }
  const compared = await compare(database.prisma, compareQuestion.ask.parse({}));
  const script = rScript('http://localhost:3000/api/v1/rows.csv', answer, compared);
  expect(script).toContain('read.csv(url("http://localhost:3000/api/v1/rows.csv"');
  expect(script).toContain(answer.rates[0]?.rate?.toPrecision(10));
});
