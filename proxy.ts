import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { sessionCookie } from '@/lib/access/session-cookie';
import { clientAddress } from '@/lib/http/client-address';
import { Failure, failures } from '@/lib/http/failure';
import { keyOf, limitFromNext } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { contentSecurityPolicy, nonceHeader, pathHeader } from '@/lib/http/security-headers';

/** Gives each page a nonce and its policy, and tells it what was asked for; refuses what is no look at it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const response = refusal(request) ?? passedOn(request, nonce, policy);
  response.headers.set('content-security-policy', policy);
  return response;
}

function passedOn(request: NextRequest, nonce: string, policy: string): NextResponse {
  const { pathname, search } = request.nextUrl;
  // Whatever a client sent under these names is replaced.
  const headers = new Headers(request.headers);
  // Next finds in it the nonce for the scripts that it writes.
  headers.set('content-security-policy', policy);
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, `${pathname}${search}`);
  return NextResponse.next({ request: { headers } });
}

/** Why a page is not shown: pages are looked at alone, and no more often than somebody could. */
function refusal(request: NextRequest): NextResponse | undefined {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new Failure('method-not-allowed', undefined, undefined, { allow: 'GET, HEAD' });
    }
    const session = request.cookies.get(sessionCookie)?.value;
    if (session !== undefined) limitFromNext('page-session', keyOf(session));
    limitFromNext('page-address', networkOf(clientAddress(request.headers)));
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, headers } = error;
    return new NextResponse(message, { status: failures[code].status, headers });
  }
}

// Bodies to /api would be cut at 10 MB, and be read twice.
export const config = {
  matcher: ['/((?!api/|_next/static/|(?:icon\\.svg|healthz|readyz|metrics)$).*)'],
};
