import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

const Listed = z.object({ repository_id: z.int(), key: z.string() });

/**
 * Decides which direct pushes are absorbed: those that a merged pull request turns out to have brought
 * (it landed as that commit or lists it, or it landed as the head of the same push).
 * @returns the changes looked at: the listed ones and the direct pushes that they may absorb.
 */
export async function applyAbsorption(
  tx: Prisma.TransactionClient,
  changes: Touched,
): Promise<Touched> {
  const looked = await rows(
    tx,
    Listed,
    Prisma.sql`
    with listed as materialized (select * from ${touchedTable(changes)} as t),
    pulled as materialized (
      select p.repository_id, p.key, p.merge_sha from listed
      join change p using (repository_id, key) where p.number is not null),
    looked as materialized (
      select repository_id, key from listed
      union
      select d.repository_id, d.key from pulled p
      join change_commit pc on pc.repository_id = p.repository_id and pc.change_key = p.key
      join change d on d.repository_id = pc.repository_id and d.key = pc.sha
      union
      select d.repository_id, d.key from pulled p
      join change d on d.repository_id = p.repository_id and d.key = p.merge_sha
      union
      select d.repository_id, d.key from pulled p
      join change_commit dc on dc.repository_id = p.repository_id and dc.push_head = p.merge_sha
      join change d on d.repository_id = dc.repository_id and d.key = dc.change_key
      where d.number is null
    ),
    decided as (
      select c.repository_id, c.key, case when c.number is null then coalesce(
        (select p.key from change p
          where p.repository_id = c.repository_id and p.merge_sha = c.key
            and p.number is not null and p.outcome = 'merged'
          order by p.merged_at, p.key limit 1),
        (select p.key from change_commit pc
          join change p on p.repository_id = pc.repository_id and p.key = pc.change_key
          where pc.repository_id = c.repository_id and pc.sha = c.key
            and p.number is not null and p.outcome = 'merged'
          order by p.merged_at, p.key limit 1),
        (select p.key from change_commit dc
          join change p on p.repository_id = dc.repository_id and p.merge_sha = dc.push_head
          where dc.repository_id = c.repository_id and dc.change_key = c.key
            and p.number is not null and p.outcome = 'merged'
          order by p.merged_at, p.key limit 1)) end as absorbed_by
      from looked join change c using (repository_id, key)
    ),
    written as (
      update change c set absorbed_by = d.absorbed_by
      from decided d where c.repository_id = d.repository_id and c.key = d.key
        and c.absorbed_by is distinct from d.absorbed_by
    )
    select repository_id, key from looked`,
  );
  return touched(looked.map(({ repository_id, key }) => ({ repositoryId: repository_id, key })));
}
