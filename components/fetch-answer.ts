import * as z from 'zod/mini';

/** Why a request to our own API failed, in words for the person who waits. */
export class AskFailure extends Error {
  constructor(
    message: string,
    /** The HTTP status; 0 where no answer came. */
    readonly status: number,
    /** The field at fault, where the server names one. */
    readonly path?: string,
  ) {
    super(message);
    this.name = 'AskFailure';
  }
}

const ErrorAnswer = z.object({
  error: z.object({ message: z.string(), path: z.optional(z.string()) }),
});

/**
 * Asks our own API and checks the reply against the contract.
 * @throws AskFailure with the server's words, or ours where none came.
 */
export async function fetchAnswer<Answer>(
  url: string,
  answer: z.ZodMiniType<Answer>,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new AskFailure('The server does not answer. Is Aftermerge still running?', 0);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const told = ErrorAnswer.safeParse(body);
    throw new AskFailure(
      told.success ? told.data.error.message : `The server answered ${response.status}.`,
      response.status,
      told.data?.error.path,
    );
  }
  const read = answer.safeParse(body);
  if (read.success) return read.data;
  throw new AskFailure(
    'The server answered in a form this page does not know. Reload it.',
    response.status,
  );
}

/**
 * Asks our own API to change something, and checks the reply. Always as JSON, even without a body:
 * that no page of another site can send, so the server takes nothing else.
 */
export function sendRequest<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  answer: z.ZodMiniType<Answer>,
  body: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return fetchAnswer(path, answer, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
