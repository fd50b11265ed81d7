import { Failure } from '@/lib/http/failure';

/**
 * Refuses what another site made a browser send: for every route that changes something without a
 * token. A browser tells the origin itself, and a foreign page cannot send JSON without asking first.
 */
export function refuseOtherSites(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new Failure('forbidden');
  const origin = request.headers.get('origin');
  if (origin !== null && hostOf(origin) !== request.headers.get('host')) {
    throw new Failure('forbidden');
  }
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Failure('unsupported-type');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
