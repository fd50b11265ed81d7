import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { applyNews } from '@/lib/ledger/apply-news';
import { deriveChange, type Rules } from '@/lib/ledger/derive-change';
import { loadJudging } from '@/lib/ledger/judging';
import { repositoryLock } from '@/lib/ledger/locked-repository';
import { noNews } from '@/lib/ledger/news';
import {
  commitsOf,
  idOf,
  loadAttestations,
  loadKnown,
  loadOverrides,
  storedChange,
} from '@/lib/ledger/stored-changes';
import { suggestFailureModes } from '@/lib/ledger/suggestions';
import { touched, touchedTable } from '@/lib/ledger/touched';

/** Enough for statements to be worth their while; few enough that news wait a moment only. */
const changesAtOnce = 1_000;

const Current = z.object({
  id: z.int(),
  rules: z.string(),
  state: z.string(),
  cursor_repository_id: z.int(),
  cursor_key: z.string(),
});
const Page = z.object({ repository_id: z.int(), name: z.string(), keys: z.array(z.string()) });

/**
 * Judges the next page of stored changes anew, where the rules have changed. A page and how far it
 * leads are one transaction: whatever interrupts it, the next call goes on from there.
 * @returns whether there may be more to do.
 */
export async function rejudgeNext(database: PrismaClient): Promise<boolean> {
  return database.$transaction(
    async (tx) => {
      const [current] = await rows(
        tx,
        Current,
        Prisma.sql`select id, rules, state, cursor_repository_id, cursor_key from rejudgement
          where state in ('waiting', 'running') order by id limit 1 for update skip locked`,
      );
      if (current === undefined) return false;
      if (current.state === 'waiting') await begin(tx, current.id);
      const page = await nextPage(tx, current);
      if (page === undefined) {
        await tx.$executeRaw`update rejudgement set state = 'done', finished_at = now()
          where id = ${current.id}`;
        return true;
      }
      await tx.$executeRaw`
        select pg_advisory_xact_lock(${repositoryLock}::int, ${page.repository_id}::int)`;
      const moved = await rejudge(tx, page, current, await loadJudging(tx));
      await tx.$executeRaw`
        update rejudgement set done = done + ${page.keys.length}::int,
          cursor_repository_id = ${page.repository_id}, cursor_key = ${page.keys.at(-1) ?? ''},
          moved = (select coalesce(jsonb_object_agg(key, changes), '{}') from (
            select key, sum(value::int) as changes from (
              select * from jsonb_each_text(moved)
              union all select * from jsonb_each_text(${JSON.stringify(moved)}::jsonb)) as told
            group by key) as added)
        where id = ${current.id}`;
      return true;
    },
    { timeout: 300_000, maxWait: 60_000 },
  );
}

async function begin(tx: Prisma.TransactionClient, id: number): Promise<void> {
  await tx.$executeRaw`
    update rejudgement set state = 'running',
      total = (select count(*) from change)
    where id = ${id}`;
}

/** The next changes in order, of one repository. */
async function nextPage(
  tx: Prisma.TransactionClient,
  { cursor_repository_id: repositoryId, cursor_key: key }: z.output<typeof Current>,
): Promise<z.output<typeof Page> | undefined> {
  const [page] = await rows(
    tx,
    Page,
    Prisma.sql`
    with next as (
      select repository_id, key from change
      where (repository_id, key) > (${repositoryId}::int, ${key}::text)
      order by repository_id, key limit ${changesAtOnce})
    select n.repository_id, r.name, array_agg(n.key order by n.key) as keys
    from next n join repository r on r.id = n.repository_id
    group by 1, 2 order by 1 limit 1`,
  );
  return page;
}

/** How many merged changes moved between authorships: `human agent` → 3. */
type Moved = Record<string, number>;

/**
 * Judges the page by the rules as they stand, and applies those changes anew whose judgement differs
 * from the stored one. What does not differ is only read.
 */
async function rejudge(
  tx: Prisma.TransactionClient,
  { repository_id: repositoryId, name, keys }: z.output<typeof Page>,
  { cursor_repository_id: lastRepository }: z.output<typeof Current>,
  rules: Rules,
): Promise<Moved> {
  const news = noNews();
  // Entering a repository: incidents look for their causes by rules of their own.
  if (lastRepository !== repositoryId) {
    for (const { key } of await tx.incident.findMany({
      where: { repositoryId },
      select: { key: true },
    })) {
      news.incidents.set(key, { links: {} });
    }
  }
  const list = touched(keys.map((key) => ({ repositoryId, key })));
  const known = await loadKnown(tx, list);
  const overrides = await loadOverrides(tx, list);
  const attestations = await loadAttestations(tx, commitsOf(known.values()));
  const after = new Map<string, string>();
  for (const change of known.values()) {
    const override = overrides.get(idOf(repositoryId, change.key));
    const stored = storedChange(name, { ...change, override }, attestations);
    const { judgement, row } = deriveChange(stored, rules);
    if (judgement === change.judgement) continue;
    news.changes.set(change.key, { facts: {}, commits: new Map() });
    if (row.outcome === 'merged') after.set(change.key, row.authorship);
  }
  const moved = await countMoves(tx, repositoryId, after);
  if (news.changes.size > 0 || news.incidents.size > 0) {
    await applyNews(tx, new Map([[repositoryId, news]]), new Map([[repositoryId, name]]), rules);
  }
  await suggestFailureModes(tx, { changes: list });
  return moved;
}

async function countMoves(
  tx: Prisma.TransactionClient,
  repositoryId: number,
  after: ReadonlyMap<string, string>,
): Promise<Moved> {
  if (after.size === 0) return {};
  const list = touched([...after.keys()].map((key) => ({ repositoryId, key })));
  const before = await rows(
    tx,
    z.object({ key: z.string(), authorship: z.string() }),
    Prisma.sql`select key, authorship from change
      where (repository_id, key) in ${touchedTable(list)} and absorbed_by is null`,
  );
  const moved: Moved = {};
  for (const { key, authorship } of before) {
    const now = after.get(key);
    if (now === undefined || now === authorship) continue;
    const move = `${authorship} ${now}`;
    moved[move] = (moved[move] ?? 0) + 1;
  }
  return moved;
}
