/**
 * What the log has a request under, as its answer tells in `x-request-id`: lib/cli/web-preload.mjs names
 * each one, over whatever a client sent. Undefined outside of the web server.
 */
export const requestId = (headers: Headers): string | undefined =>
  headers.get('x-aftermerge-request') ?? undefined;
