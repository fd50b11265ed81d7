import { type Sight, sees } from '@/lib/domain/sight';

/** Whether a saved view, by the search part of its address, names only repositories that are seen. */
export function seesView(sight: Sight, query: string): boolean {
  const named = new URLSearchParams(query).get('repository') ?? '';
  return named
    .split(',')
    .filter(Boolean)
    .every((name) => sees(sight, name));
}
