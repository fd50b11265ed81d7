import { performance } from 'node:perf_hooks';
import { served } from '@/e2e/bench/served';
import { loadSyntheticChanges } from '@/e2e/bench/synthetic-changes';

const asks = {
  'a year by week': '',
  'two years by week': 'from=2024-07-01&to=2026-06-30',
  'two years by month, all authorships':
    'from=2024-07-01&to=2026-06-30&period=month&authorship=agent,human,assisted,automation',
  'one repository': 'from=2024-07-01&to=2026-06-30&repository=bench/repository-3',
  'one agent': 'from=2024-07-01&to=2026-06-30&agent=codex',
  'one kind, 90 days': 'from=2024-07-01&to=2026-06-30&kind=incident&window=90',
};
const rounds = 40;

/** Every kind of trend answer over HTTP, beside the naive GROUP BY over the changes. */
export default async function trendBench([count = '1000000']: string[]): Promise<void> {
  await served(async (url, database) => {
    console.log(`loading ${Number(count).toLocaleString('en')} changes …`);
    await loadSyntheticChanges(database, Number(count));
    const naive = await times(
      () => database.$queryRaw`
        select date_trunc('week', merged_at) as week, authorship, count(*)::int,
          (count(*) filter (where least(nullif(revert_day, 0), nullif(incident_day, 0)) <= 30))::int
        from change where exposed and authorship in ('agent', 'human') group by 1, 2`,
    );
    console.log(`naive GROUP BY, no intervals, no HTTP: ${told(naive)}`);
    for (const [name, search] of Object.entries(asks)) {
      const answer = await times(async () => {
        const response = await fetch(`${url}/api/v1/trend?${search}`);
        if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
        await response.arrayBuffer();
      });
      const ratio = quantile(answer, 0.95) / quantile(naive, 0.95);
      console.log(`${name}: ${told(answer)}, ${ratio.toFixed(2)} × naive (bar: p95 under 100 ms)`);
    }
  });
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
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
