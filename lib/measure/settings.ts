import * as z from 'zod/mini';
import type { SettingsAnswer } from '@/lib/api/settings';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { defaultSettings, Settings } from '@/lib/domain/setting';

const offeredAtMost = 500;

const Row = z.object({
  told: z.record(z.string(), z.unknown()),
  services: z.array(z.string()),
});

/** What people set, and the services that they may set it for. */
export async function settings(database: Database): Promise<SettingsAnswer> {
  const [found] = await rows(
    database,
    Row,
    Prisma.sql`
    select (select coalesce(json_object_agg(key, value), '{}') from setting) as told,
      array(
        select service from deployment where service is not null
        union select service from incident where service is not null
        order by 1 limit ${offeredAtMost}) as services`,
  );
  return {
    settings: Settings.parse({ ...defaultSettings, ...found?.told }),
    services: found?.services ?? [],
  };
}
