import { isUnavailable } from '@/lib/db/unavailable';
import { reply } from '@/lib/http/reply';

/** Every way in which a request can fail: its status and the words to show unless better are known. */
export const failures = {
  'bad-request': { status: 400, words: 'The request was not understood.' },
  unauthorized: { status: 401, words: 'The request carries no valid proof of who sent it.' },
  forbidden: { status: 403, words: 'The request came from another site and was refused.' },
  'not-found': { status: 404, words: 'There is nothing here.' },
  'method-not-allowed': {
    status: 405,
    words: 'This address does not take requests of this method.',
  },
  'broken-off': { status: 400, words: 'The body ended before it was whole.' },
  'too-slow': { status: 408, words: 'The body did not arrive in time.' },
  conflict: { status: 409, words: 'This cannot be done now.' },
  'too-large': { status: 413, words: 'The body is too large.' },
  'unsupported-type': { status: 415, words: 'Send the body as plain application/json.' },
  'too-many': { status: 429, words: 'Too many requests: try again in a minute.' },
  unexpected: { status: 500, words: 'Something went wrong here; the log says what.' },
  unavailable: {
    status: 503,
    words: 'The database cannot be reached; try again in a few seconds.',
  },
} as const satisfies Record<string, { status: number; words: string }>;
export type FailureCode = keyof typeof failures;

/** Thrown to answer a request with a failure; `path` names the field at fault, where one is. */
export class Failure extends Error {
  override name = 'Failure';
  constructor(
    readonly code: FailureCode,
    message: string = failures[code].words,
    readonly path?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a failed request says of itself: the `error` of every answer that carries one. */
export function toldFailure({ code, message, path }: Failure) {
  return { code, message, ...(path === undefined ? {} : { path }) };
}

/** Any thrown value as a failure. What nobody foresaw tells the client nothing of its cause. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isUnavailable(error)) {
    return new Failure('unavailable', undefined, undefined, { 'retry-after': '5' });
  }
  return new Failure('unexpected');
}

/** The answer to a failed request: `{ error: { code, message, path? } }`. */
export function failed(failure: Failure): Response {
  return reply({ error: toldFailure(failure) }, failures[failure.code].status, failure.headers);
}
