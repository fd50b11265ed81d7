import { randomUUID } from 'node:crypto';
import { placeOf } from '@/lib/access/roles';
import type { Viewer } from '@/lib/access/viewer';
import { admit } from '@/lib/http/admit';
import { clientAddress } from '@/lib/http/client-address';
import { failed, failureOf } from '@/lib/http/failure';
import { countRequest } from '@/lib/http/metrics';
import { requestId } from '@/lib/http/request-id';
import { log } from '@/lib/log';
import { duringRequest } from '@/lib/request';

/** What the one log line of a request says besides method, path, status and time. No personal data. */
export type Line = Record<string, string | number | boolean | undefined>;

/**
 * Wraps a route handler: lets in whom the table of rules lets, answers whatever it throws with a
 * failure, and leaves one wide line in the log for each request, which the handler adds facts to.
 */
export function route<Context>(
  handle: (request: Request, context: Context, line: Line, viewer: Viewer) => Promise<Response>,
  { isLogged = true }: { isLogged?: boolean } = {},
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const startedAt = performance.now();
    const line: Line = {};
    const id = requestId(request.headers) ?? randomUUID();
    const address = clientAddress(request.headers);
    const response = await duringRequest({ id, address }, () =>
      admit(request).then((viewer) => handle(request, context, line, viewer)),
    ).catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure.code === 'unexpected')
        log().error({ err: error, request: id }, 'a request failed');
      else line.failure = failure.code;
      return failed(failure);
    });
    const ms = performance.now() - startedAt;
    const { pathname: path } = new URL(request.url);
    countRequest(placeOf(request.method, path), response.status, ms / 1_000);
    if (!isLogged) return response;
    log().info({
      request: id,
      method: request.method,
      path,
      status: response.status,
      ms: Math.round(ms),
      ...line,
    });
    return response;
  };
}
