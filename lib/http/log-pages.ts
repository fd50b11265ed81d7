import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { log } from '@/lib/log';

/** What Node says of a request when it comes and when it was answered. */
const Heard = z.object({
  request: z.custom<IncomingMessage>(),
  response: z.object({ statusCode: z.int() }),
});

/** What has a line of its own (lib/http/route.ts), or tells nobody anything. */
const unlogged = /^\/(api\/|_next\/|(healthz|readyz|metrics|icon\.svg)$)/;

/** From now on each page that is answered leaves one line in the log, like the routes. */
export function logPages(): void {
  const begun = new WeakMap<IncomingMessage, number>();
  subscribe('http.server.request.start', (heard) => {
    begun.set(Heard.parse(heard).request, performance.now());
  });
  subscribe('http.server.response.finish', (heard) => {
    const { request, response } = Heard.parse(heard);
    const [path = ''] = (request.url ?? '').split('?');
    if (unlogged.test(path)) return;
    log().info({
      request: request.headers['x-aftermerge-request'],
      method: request.method,
      path,
      status: response.statusCode,
      ms: Math.round(performance.now() - (begun.get(request) ?? Number.NaN)),
    });
  });
}
