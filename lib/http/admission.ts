import { Failure } from '@/lib/http/failure';

/** Beyond this, waiting in a queue helps no sender: each tries again by itself. */
const requestsAtMost = 500;
const bytesAtMost = 256 * 1024 * 1024;

/** What the requests at hand hold. */
export interface Load {
  requests: number;
  bytes: number;
}
const load: Load = { requests: 0, bytes: 0 };

/**
 * Does the work of a request that carries a body of up to `limitBytes`, unless too many are at hand: those
 * are answered 503 with Retry-After before their body is read, which every sender takes for "later".
 */
export async function admitted<Answer>(
  request: Request,
  limitBytes: number,
  work: () => Promise<Answer>,
  current: Load = load,
): Promise<Answer> {
  const length = Number(request.headers.get('content-length') ?? limitBytes);
  // What is larger is refused by its reader, and what is no length at all by Node.
  const bytes = length <= limitBytes ? length : 0;
  if (current.requests >= requestsAtMost || current.bytes + bytes > bytesAtMost) {
    throw new Failure(
      'unavailable',
      'Too much is being posted at this moment; try again in a few seconds.',
      undefined,
      { 'retry-after': '2' },
    );
  }
  current.requests += 1;
  current.bytes += bytes;
  try {
    return await work();
  } finally {
    current.requests -= 1;
    current.bytes -= bytes;
  }
}
