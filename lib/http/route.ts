import { failed, failureOf } from '@/lib/http/failure';
import { log } from '@/lib/log';

/** What the one log line of a request says besides method, path, status and time. No personal data. */
export type Line = Record<string, string | number | boolean | undefined>;

/**
 * Wraps a route handler: whatever it throws becomes a failure's answer, and each request leaves one
 * wide line in the log, which the handler adds facts to.
 */
export function route<Context>(
  handle: (request: Request, context: Context, line: Line) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const startedAt = performance.now();
    const line: Line = {};
    const response = await handle(request, context, line).catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure.code === 'unexpected') log().error({ err: error }, 'a request failed');
      else line.failure = failure.code;
      return failed(failure);
    });
    log().info({
      method: request.method,
      path: new URL(request.url).pathname,
      status: response.status,
      ms: Math.round(performance.now() - startedAt),
      ...line,
    });
    return response;
  };
}
