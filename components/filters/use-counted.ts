import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { statusQuestion } from '@/lib/api/status';
import { type Counting, defaultSettings } from '@/lib/domain/setting';

/** What counts as regressed where the reader says nothing else. */
export function useCounted(): Counting {
  const { data: status } = useQuery(ask(statusQuestion, {}));
  return status?.counting ?? defaultSettings.counting;
}
