import { env } from '@/lib/env';

/** Where the socket of a request ends: lib/cli/web-preload.mjs writes it, over whatever a client sent. */
const socketHeader = 'x-aftermerge-address';

/**
 * The address that a request came from: that of its socket or, behind as many proxies as are trusted,
 * what the outermost of them wrote into X-Forwarded-For. What stands left of that anybody can have made up.
 */
export function clientAddress(
  headers: Headers,
  trustedProxies = env().AFTERMERGE_TRUST_PROXY,
): string | undefined {
  const socket = headers.get(socketHeader) || undefined;
  if (trustedProxies === 0) return socket;
  const hops = headers.get('x-forwarded-for')?.split(',') ?? [];
  return hops.at(-trustedProxies)?.trim() || socket;
}
