import * as z from 'zod/mini';

/**
 * One endpoint that answers a question: its path, what may be asked, what comes back.
 * The route, the browser's query, the page's prefetch and the links are all made from this one object.
 */
export interface Question<Ask extends z.ZodMiniType, Answer extends z.ZodMiniType> {
  path: `/api/v1/${string}`;
  ask: Ask;
  answer: Answer;
}

/** The values of an ask as they stand in a URL: lists joined by commas, absent ones left out. */
export function toSearch(ask: Readonly<Record<string, unknown>>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(ask)) {
    if (value === undefined || value === null) continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search;
}

/** The id of a change or a regression: `owner/name/…`. Databases refuse control characters. */
export const Id = z
  .string()
  .check(z.maxLength(400), z.regex(/^[^\p{Cc}]+$/u, 'must be an id like owner/name/123'));

/**
 * The id of what a sender has a key for that may hold slashes itself, so that it alone does not tell where
 * the repository's name ends: whoever finds it looks at the repositories that are seen.
 */
export const IdOfAnyKey = z.clone(Id);
