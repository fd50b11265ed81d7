import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

/**
 * The one door for raw SQL that answers with rows: each row is parsed by its schema, so a column that
 * is not what the caller believes fails here and not in a chart.
 */
export async function rows<Row extends z.ZodMiniType>(
  database: Database,
  row: Row,
  sql: Prisma.Sql,
): Promise<z.output<Row>[]> {
  return z.array(row).parse(await database.$queryRaw(sql));
}
