import { env } from '@/lib/env';
import { Failure } from '@/lib/http/failure';

/**
 * Refuses what another site made a browser send: for every route that changes something without a
 * token. A browser tells the origin itself, and a foreign page cannot send JSON without asking first.
 */
export function refuseOtherSites(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new Failure('forbidden');
  const origin = request.headers.get('origin');
  // A proxy before this server may ask for it by another name than people do.
  const ours = [request.headers.get('host'), hostOf(env().AFTERMERGE_URL ?? '')];
  if (origin !== null && !ours.includes(hostOf(origin) ?? 'null')) {
    throw new Failure('forbidden');
  }
  refuseOtherThanJson(request);
}

/** Refuses a body of any other type: what is read of it must be all that anything else reads of it. */
export function refuseOtherThanJson({ headers }: Request): void {
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Failure('unsupported-type');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
