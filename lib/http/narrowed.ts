import type * as z from 'zod/mini';
import { narrowCohort } from '@/lib/api/cohorts';
import { IdOfAnyKey, type Question } from '@/lib/api/question';
import { type Sight, seenOf, sees, seesId } from '@/lib/domain/sight';

/**
 * What is asked, less what the asker does not see: lists and rates look at the repositories that are
 * seen alone, and what lies in another one is as if it were not there (undefined).
 */
export function narrowed<Ask extends z.ZodMiniObject, Asked extends object>(
  { ask }: Pick<Question<Ask, z.ZodMiniType>, 'ask'>,
  asked: Asked,
  sight: Sight,
): Asked | undefined {
  if (sight === 'all') return asked;
  const { id, repository, a, b } = Object.fromEntries(Object.entries(asked));
  if (ask.shape.id === IdOfAnyKey) return asked;
  if ('id' in ask.shape) return typeof id === 'string' && !seesId(sight, id) ? undefined : asked;
  if ('a' in ask.shape) {
    return { ...asked, a: narrowCohort(String(a), sight), b: narrowCohort(String(b), sight) };
  }
  if (!('repository' in ask.shape)) return asked;
  if (typeof repository === 'string') return sees(sight, repository) ? asked : undefined;
  return { ...asked, repository: seenOf(sight, namesOf(repository)) };
}

const namesOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
