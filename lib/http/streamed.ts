import type * as z from 'zod/mini';
import type { PrismaClient } from '@/lib/db/generated/client';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { narrowed } from '@/lib/http/narrowed';
import { route } from '@/lib/http/route';

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

/** The GET route of a file that is sent while it is written; its name's ending tells what it is. */
export function streamed<Ask extends z.ZodMiniObject>(
  question: { ask: Ask },
  write: (database: PrismaClient, asked: z.output<Ask>) => AsyncGenerator<string>,
  fileName: `${string}.${keyof typeof types}`,
): (request: Request, context: unknown) => Promise<Response> {
  return route(async (request, _, __, { sight }) => {
    const asked = readAsk(question.ask, new URL(request.url).searchParams);
    const seen = narrowed(question, asked, sight);
    if (seen === undefined) throw new Failure('not-found');
    const texts = write(database(), seen);
    // The first text is awaited here, so that a database that is not to be had still answers 503.
    const first = await texts.next();
    return new Response(bodyOf(texts, first.value), {
      headers: {
        'content-type': fileName.endsWith('.csv') ? types.csv : types.json,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      },
    });
  });
}

function bodyOf(texts: AsyncGenerator<string>, first: string | undefined): ReadableStream {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      if (first !== undefined) controller.enqueue(encoder.encode(first));
    },
    async pull(controller) {
      const next = await texts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
