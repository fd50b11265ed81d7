import type * as z from 'zod/mini';
import type { Viewer } from '@/lib/access/viewer';
import type { Question } from '@/lib/api/question';
import type { PrismaClient } from '@/lib/db/generated/client';
import { readAs } from '@/lib/domain/fault';
import { env } from '@/lib/env';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { narrowed } from '@/lib/http/narrowed';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { toldTo } from '@/lib/http/told-to';

/**
 * The GET route of a question: parses what is asked, asks it, replies as JSON. What is not known, not
 * allowed or given twice is refused by name, what the asker does not see is not looked at; `undefined` from the function answers 404.
 */
export function answers<Ask extends z.ZodMiniObject, Answer extends z.ZodMiniType>(
  question: Question<Ask, Answer>,
  ask: (
    database: PrismaClient,
    asked: z.output<Ask>,
    viewer: Viewer,
  ) => Promise<z.output<Answer> | undefined>,
): (request: Request, context: unknown) => Promise<Response> {
  return route(async (request, _, __, viewer) => {
    const given = readAsk(question.ask, new URL(request.url).searchParams);
    const asked = narrowed(question, given, viewer.sight);
    const answer = toldTo(viewer, asked && (await ask(database(), asked, viewer)));
    if (answer === undefined) throw new Failure('not-found');
    return reply(env().NODE_ENV === 'production' ? answer : question.answer.parse(answer));
  });
}

/** What the search part of a URL asks; throws a Failure that names the parameter at fault. */
export function readAsk<Ask extends z.ZodMiniObject>(
  ask: Ask,
  search: URLSearchParams,
): z.output<Ask> {
  const known = Object.keys(ask.shape);
  const given: Record<string, string> = {};
  for (const [name, value] of search) {
    if (!known.includes(name)) {
      const list = known.length === 0 ? 'none is known here' : `known are ${known.join(', ')}`;
      throw new Failure('bad-request', `There is no parameter "${name}": ${list}.`, name);
    }
    if (name in given) {
      throw new Failure('bad-request', `${name} is given twice: join values by commas.`, name);
    }
    // No text of the database has one, and it would refuse to look.
    if (value.includes('\0')) {
      throw new Failure('bad-request', `${name} must have no NUL characters.`, name);
    }
    given[name] = value;
  }
  const { value, fault } = readAs(ask, given);
  if (fault) throw new Failure('bad-request', `${fault.path} ${fault.reason}.`, fault.path);
  return value;
}
