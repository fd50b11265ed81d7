import type { IncomingHttpHeaders } from 'node:http';

/** The headers that the answer to a request has whatever it says. */
export function standingHeaders(
  url: string,
  headers: IncomingHttpHeaders,
  environment?: Record<string, string | undefined>,
): Record<string, string>;
