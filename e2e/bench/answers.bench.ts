import { performance } from 'node:perf_hooks';
import { served } from '@/e2e/bench/served';
import { loadSyntheticChanges } from '@/e2e/bench/synthetic-changes';

const twoYears = 'from=2024-07-01&to=2026-06-30';
const asks = {
  'trend, a year by week': 'trend?period=week',
  'trend, two years by month, all authorships': `trend?${twoYears}&period=month&authorship=agent,human,assisted,automation`,
  'trend, one repository': `trend?${twoYears}&repository=bench/repository-3`,
  'trend, one agent': `trend?${twoYears}&agent=codex`,
  'trend, one kind, 90 days': `trend?${twoYears}&kind=incident&window=90`,
  rates: 'rates?',
  'rates, one size and kind of work': 'rates?size=10-49&kindOfWork=fix',
  'rates, suspected counted': 'rates?suspected=counted',
  'rates, one area': 'rates?area=api',
  curve: 'curve?',
  green: 'green?',
  'compare, a year': 'compare?',
  'compare, two years': `compare?${twoYears}`,
  'compare, one agent': 'compare?agent=codex',
  'compare, one repository': 'compare?repository=bench/repository-3',
  'compare, one branch and area': 'compare?branch=main&area=api',
  'groups by agent': 'groups?by=agent',
  'groups by repository': 'groups?by=repository',
  'groups by area': 'groups?by=area',
  'groups by size': 'groups?by=size',
  dora: 'dora?',
  'changes, newest': 'changes?',
  'changes, by size': 'changes?sort=size',
  'changes, a number': 'changes?q=%23123456',
  'changes, an author': 'changes?q=person-3-7',
};
const rounds = 40;

/** Every kind of answer over HTTP, beside the naive GROUP BY over the changes. */
export default async function answersBench([count = '1000000']: string[]): Promise<void> {
  const bar = Number(count) > 1_000_000 ? 300 : 150;
  await served(async (url, database) => {
    console.log(`loading ${Number(count).toLocaleString('en')} changes …`);
    await loadSyntheticChanges(database, Number(count));
    const naive = await times(
      () => database.$queryRaw`
        select date_trunc('week', merged_at) as week, authorship, count(*)::int,
          (count(*) filter (where least(nullif(revert_day, 0), nullif(incident_day, 0)) <= 30))::int
        from change where exposed and authorship in ('agent', 'human') group by 1, 2`,
      5,
    );
    console.log(`naive GROUP BY, no intervals, no HTTP: ${told(naive)}`);
    for (const [name, path] of Object.entries(asks)) {
      const answer = await times(async () => {
        const response = await fetch(`${url}/api/v1/${path}`);
        if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
        await response.arrayBuffer();
      }, rounds);
      const ratio = quantile(answer, 0.95) / quantile(naive, 0.95);
      console.log(
        `${name}: ${told(answer)}, ${ratio.toFixed(2)} × naive (bar: p95 under ${bar} ms)`,
      );
    }
  });
}

async function times(work: () => Promise<unknown>, often: number): Promise<number[]> {
  await work();
  const taken: number[] = [];
  for (let round = 0; round < often; round += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return taken.sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
const told = (sorted: readonly number[]) =>
  `p50 ${quantile(sorted, 0.5).toFixed(0)} ms, p95 ${quantile(sorted, 0.95).toFixed(0)} ms`;
