import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import type { Known } from '@/components/filters/time-presets';
import { statusQuestion } from '@/lib/api/status';

/** What is known of the data: its first date of merge and its newest complete day. */
export function useKnown(): Known {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  const days = (status?.repositories ?? []).flatMap(({ asOf }) => asOf ?? []);
  return { first: status?.range?.from, last: days.toSorted().at(-1) };
}
