import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import limiter from 'p-limit';
import type * as z from 'zod/mini';
import { fetchAnswer } from '@/components/fetch-answer';
import { toSearch } from '@/lib/api/question';

type Asked = Readonly<Record<string, unknown>>;

interface Askable<Ask, Answer> {
  path: string;
  ask: z.ZodMiniType<Ask>;
  answer: z.ZodMiniType<Answer>;
}

/**
 * So many questions are asked at once: what the reader asks next waits for no more than these, also where
 * they have been given up, which the server does not hear of.
 */
const inTurn = limiter(3);

/** Asks once it is its turn; not at all where it was given up by then. */
function fetchInTurn<Answer>(url: string, answer: z.ZodMiniType<Answer>, signal: AbortSignal) {
  return inTurn(() => {
    signal.throwIfAborted();
    return fetchAnswer(url, answer, { signal });
  });
}

/** A question with its values as a query: its key, how it is fetched and read; old data stays meanwhile. */
export function ask<Ask extends Asked, Answer>(question: Askable<Ask, Answer>, input: Ask) {
  return queryOptions({
    queryKey: [question.path, input],
    queryFn: ({ signal }) => fetchInTurn(urlOf(question.path, input), question.answer, signal),
    placeholderData: keepPreviousData,
  });
}

interface Page {
  next: string | null;
}

/** A list as a query that grows page by page, each asked for with the cursor of the one before. */
export function askPages<Ask extends Asked, Answer extends Page>(
  question: Askable<Ask, Answer>,
  input: Ask,
) {
  return infiniteQueryOptions({
    queryKey: [question.path, 'pages', input],
    queryFn: ({ signal, pageParam }) =>
      fetchInTurn(urlOf(question.path, { ...input, cursor: pageParam }), question.answer, signal),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

const firstPage: string | null = null;

/** What a list's query holds once its first page is known; nothing where it is not. */
export function beganWith<Page>(page: Page | undefined) {
  return page === undefined ? undefined : { pages: [page], pageParams: [firstPage] };
}

function urlOf(path: string, input: Asked): string {
  return `${path}?${toSearch(input)}`;
}
