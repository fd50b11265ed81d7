import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { linkTo } from '@/components/filters/filter-params';
import { settingsQuestion } from '@/lib/api/settings';
import { Filter } from '@/lib/domain/filter';
import { defaultSettings } from '@/lib/domain/setting';
import type { Entered } from '@/lib/http/enter';
import { settings } from '@/lib/measure/settings';

/**
 * Leads who opens a page without saying what counts to its address with what the organisation counts, so
 * that the address says what is seen, whoever it is sent to.
 */
export async function asCounted(
  { measured, path }: Pick<Entered, 'measured' | 'path'>,
  searchParams: Promise<SearchParams>,
): Promise<void> {
  if (Object.keys(await searchParams).length > 0) return;
  const told = await measured(settingsQuestion, settings, {});
  const counting = told?.settings.counting ?? defaultSettings.counting;
  if (JSON.stringify(counting) === JSON.stringify(defaultSettings.counting)) return;
  redirect(linkTo(path, Filter.parse({ window: counting.windowDays, kind: counting.kinds })));
}
