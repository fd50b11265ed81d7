import * as z from 'zod/mini';
import type { GuardrailsAnswer } from '@/lib/api/guardrails';
import { ToldGuardrail } from '@/lib/api/guardrails';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

const Row = z.extend(ToldGuardrail, { addedAt: z.date() });

/** The guardrails that stand, newest date first. */
export async function guardrails(database: Database): Promise<GuardrailsAnswer> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select id, name, kind, what, since::text as since, repositories, agents, reason,
      added_by as "addedBy", added_at as "addedAt"
    from guardrail where removed_at is null order by guardrail.since desc, id desc`,
  );
  return {
    guardrails: found.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() })),
  };
}
