import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, type RequestInit as AgentRequestInit, fetch as agentFetch } from 'undici';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

/** What may be asked of a server elsewhere. */
export interface Outgoing {
  method?: 'GET' | 'HEAD' | 'POST';
  body?: string;
  headers?: Headers | Record<string, string>;
  timeoutMs?: number;
  bytesAtMost?: number;
}

const defaultTimeoutMs = 60_000;
const defaultBytesAtMost = 32 * 1024 * 1024;

/**
 * The one way out of this server: asks another one and answers with its whole answer. It goes to public
 * addresses alone, but where AFTERMERGE_ALLOWED_HOSTS names the host, and to the very address that was
 * looked at, so that a name cannot mean another one a moment later. No redirect is followed: whoever
 * follows one asks again through here.
 * @throws Problem where the address is refused, or the answer is too large.
 */
export async function outgoing(
  url: URL,
  {
    method = 'GET',
    body,
    headers = {},
    timeoutMs = defaultTimeoutMs,
    bytesAtMost = defaultBytesAtMost,
  }: Outgoing = {},
  allowedHosts: readonly string[] = env().AFTERMERGE_ALLOWED_HOSTS,
): Promise<Response> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Problem(`${url.protocol} is no address that is asked: write https:// or http://.`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAllowed = allowedHosts.includes(host);
  // A number is connected to without being looked up.
  if (isIP(host) !== 0 && !isAllowed && !isPublic(host)) throw refused(host, host);
  const dispatcher = new Agent({ connect: { lookup: isAllowed ? anyAddress : publicAddress } });
  const init: AgentRequestInit = {
    method,
    ...(body !== undefined && { body }),
    headers: Object.fromEntries(new Headers(headers)),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    dispatcher,
  };
  try {
    const answer = await agentFetch(url, init);
    const told = await wholeBody(answer.body, bytesAtMost, url.host);
    return responseOf(answer, told);
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Problem ? error.cause : error;
  } finally {
    await dispatcher.destroy();
  }
}

/** Whether an address belongs to the internet at large: to no private net, no machine itself, no cloud's metadata. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address written as IPv6 is the IPv4 address.
  return ipaddr.process(address).range() === 'unicast';
}

const refused = (host: string, address: string) =>
  new Problem(
    `${host} is at ${address}, which is no public address: name it in AFTERMERGE_ALLOWED_HOSTS if it shall be asked.`,
  );

const anyAddress: LookupFunction = (host, options, tell) => resolve(host, options, tell);

/** Resolves a name, and refuses it where any of its addresses is not public. */
const publicAddress: LookupFunction = (host, options, tell) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const wrong = found?.find(({ address }) => !isPublic(address));
    if (error !== null) tell(error, []);
    else if (wrong !== undefined) tell(refused(host, wrong.address), []);
    else if (options.all) tell(null, found);
    else tell(null, found[0]?.address ?? '', found[0]?.family);
  });
};

async function wholeBody(
  body: AsyncIterable<Uint8Array> | null,
  bytesAtMost: number,
  host: string,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > bytesAtMost) {
      throw new Problem(`An answer of ${host} is larger than ${bytesAtMost} bytes.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The answer with its body read, so that what breaks off is known before anybody uses it. */
function responseOf(
  {
    status,
    headers: told,
    url,
  }: { status: number; headers: Iterable<[string, string]>; url: string },
  body: Buffer,
): Response {
  const headers = new Headers([...told]);
  // Their lengths are those of the compressed body.
  headers.delete('content-encoding');
  headers.delete('content-length');
  const hasBody = ![204, 205, 304].includes(status);
  const whole = new Response(hasBody ? new Uint8Array(body) : null, { status, headers });
  // A Response that is made has none, and clients read it to know the next page.
  return Object.defineProperty(whole, 'url', { value: url });
}
