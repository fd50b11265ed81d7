/** For every answer, whatever it is. */
const ofAll = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** For answers that are data: should a browser take one for a page, it does nothing. */
const ofApi = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" };

/** Two years of TLS alone, for answers that went over it; elsewhere browsers do not heed it. */
const ofTls = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

const api = /^\/(?:api\/|(?:healthz|readyz|metrics)(?:\?|$))/;

/**
 * The headers that the answer to a request has whatever it says. They are set here, where the request
 * arrives: rules of Next for the same would cost each webhook a millisecond.
 * @param {string} url
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Record<string, string>}
 */
export function standingHeaders(url, headers, environment = process.env) {
  return {
    ...ofAll,
    ...(api.test(url) ? ofApi : {}),
    ...(isOverTls(headers, environment) ? ofTls : {}),
  };
}

/**
 * Whether people reach this server over TLS: by its own address, or as the first of the proxies says.
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {NodeJS.ProcessEnv} environment
 */
function isOverTls(headers, { AFTERMERGE_URL = '', AFTERMERGE_TRUST_PROXY = '0' }) {
  if (/^https:/i.test(AFTERMERGE_URL)) return true;
  const [first] = String(headers['x-forwarded-proto'] ?? '').split(',');
  return Number(AFTERMERGE_TRUST_PROXY) > 0 && first?.trim().toLowerCase() === 'https';
}
