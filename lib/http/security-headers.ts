/** The headers in which proxy.ts tells a page what was asked for, and the nonce of its scripts. */
export const pathHeader = 'x-aftermerge-path';
export const nonceHeader = 'x-aftermerge-nonce';

/**
 * What a page may load and run: our own, and of scripts only those that carry this answer's nonce, or
 * were loaded by one that does. Charts and menus set single styles by attribute; a style sheet needs the
 * nonce as well.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}
