import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, nonceHeader, pathHeader } from '@/lib/http/security-headers';

/** Gives each page a nonce and its policy, and tells it what was asked for. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const { pathname, search } = request.nextUrl;
  const headers = new Headers(request.headers);
  // Next finds in it the nonce for the scripts that it writes.
  headers.set('content-security-policy', policy);
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// Bodies to /api would be cut at 10 MB, and be read twice.
export const config = {
  matcher: ['/((?!api/|_next/static|_next/image|icon.svg|healthz|readyz|metrics).*)'],
};
