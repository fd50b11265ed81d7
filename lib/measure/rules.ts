import * as z from 'zod/mini';
import type { RulesAnswer } from '@/lib/api/rules';
import { knownMarks } from '@/lib/attribution/known-marks';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Rule } from '@/lib/domain/rule';

const Row = z.object({ id: z.int(), rule: Rule, added_by: z.string(), added_at: z.date() });

/** What changes are judged by: the rules of people that stand, newest first, and the marks that are known. */
export async function rules(database: Database): Promise<RulesAnswer> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select id, added_by, added_at, json_strip_nulls(json_build_object(
      'found', found, 'pattern', pattern, 'authorship', authorship, 'agent', agent, 'mode', mode,
      'confidence', confidence, 'repository', repository, 'from', from_date, 'until', until_date,
      'reason', reason)) as rule
    from rule where revoked_at is null order by id desc`,
  );
  return {
    rules: found.map(({ id, rule, added_by, added_at }) => ({
      id,
      rule,
      addedBy: added_by,
      addedAt: added_at.toISOString(),
    })),
    marks: [...knownMarks],
  };
}
