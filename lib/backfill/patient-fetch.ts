import { setTimeout as sleep } from 'node:timers/promises';
import { outgoing } from '@/lib/outgoing';
import { Problem } from '@/lib/problem';

/** A host's API as a person names it, and what it is called where it refuses. */
export interface HostApi {
  /** The host's name for people. */
  label: string;
  /** Where its API begins; requests go nowhere else. */
  base: URL;
  /** The variable of the environment that the token is in. */
  tokenName: string;
}

export interface Patience {
  /** Told when a pause for the rate limit begins, with its end, and with undefined when it is over. */
  onWait?: ((until: Date | undefined) => Promise<void>) | undefined;
  /** The pause before a failed request is sent again; each further one is twice as long. */
  firstPauseMs?: number | undefined;
}

/** What the host's answer says, where it is no success. */
export class HostRefusal extends Problem {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const retriesAtMost = 4;
const waitsAtMost = 10;
const redirectsAtMost = 5;
const attemptMs = 60_000;
/** GitHub's limit starts anew each hour; who asks for more than this is not waited for. */
const waitAtMostMs = 2 * 3_600_000;
/** What GitHub asks to wait where a secondary limit tells no moment. */
const secondaryMs = 60_000;

/**
 * A `fetch` that GET requests of one host's API go through: it keeps the token on that host, bounds
 * answers, sends again what failed on the way, and waits for rate limits as GitHub and GitLab tell
 * them (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api,
 * https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/).
 * It throws a HostRefusal for every other answer that is no success, and a Problem where there is none.
 */
export function patientFetch(
  api: HostApi,
  { onWait = async () => {}, firstPauseMs = 1_000 }: Patience = {},
): typeof fetch {
  let pausedUntil = 0;
  let pause: Promise<void> | undefined;

  /** All requests wait in one pause, and it is told once. */
  const waitWhilePaused = async () => {
    while (pausedUntil > Date.now()) {
      pause ??= (async () => {
        await onWait(new Date(pausedUntil));
        while (pausedUntil > Date.now()) await sleep(pausedUntil - Date.now());
        await onWait(undefined);
      })().finally(() => {
        pause = undefined;
      });
      await pause;
    }
  };
  const pauseUntil = (moment: number) => {
    if (moment - Date.now() > waitAtMostMs) {
      throw new Problem(
        `${api.label} asks to wait until ${new Date(moment).toISOString()}: start again then, and it goes on where it stopped.`,
      );
    }
    pausedUntil = Math.max(pausedUntil, moment);
  };

  return async (input, init) => {
    const request = new Request(input, init);
    let retries = 0;
    let waits = 0;
    for (;;) {
      await waitWhilePaused();
      const answer = await attempt(api, request).catch((error: unknown) => {
        if (error instanceof Problem) throw error;
        if (retries < retriesAtMost) return undefined;
        throw new Problem(
          `${api.label} cannot be reached at ${api.base.origin}: ${reasonOf(error)}.`,
        );
      });
      if (answer?.ok) {
        const spent = limitReset(answer.headers, Date.now());
        if (spent !== undefined) pauseUntil(spent);
        return answer;
      }
      const until = answer && (await limitedUntil(answer, waits));
      if (until !== undefined && waits < waitsAtMost) {
        waits += 1;
        pauseUntil(until);
      } else if (answer === undefined || (answer.status >= 500 && retries < retriesAtMost)) {
        await sleep(firstPauseMs * 2 ** retries);
        retries += 1;
      } else {
        throw await refusalOf(api, answer, request.url);
      }
    }
  };
}

/** One request, with its redirects. Throws where no whole answer comes. */
async function attempt(api: HostApi, request: Request): Promise<Response> {
  let url = new URL(request.url);
  for (let redirects = 0; redirects <= redirectsAtMost; redirects++) {
    if (url.origin !== api.base.origin) {
      throw new Problem(
        `${api.label} leads to ${url.origin}, and the token is for ${api.base.origin} alone: give the address of its API with --api.`,
      );
    }
    const answer = await outgoing(url, { headers: request.headers, timeoutMs: attemptMs });
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || location === null) return answer;
    url = new URL(location, url);
  }
  throw new Problem(`${api.label} redirects in a circle at ${url.pathname}.`);
}

/** What kept an answer from coming, which Node tells as the cause of a failed fetch. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

/** When a refused request may be sent again, where it was refused for a rate limit. */
async function limitedUntil(answer: Response, waits: number): Promise<number | undefined> {
  if (answer.status !== 429 && answer.status !== 403 && answer.status !== 503) return undefined;
  const now = Date.now();
  const told = retryAfter(answer.headers, now);
  if (told !== undefined || answer.status === 503) return told;
  const reset = limitReset(answer.headers, now);
  if (reset !== undefined) return reset;
  const isSecondary = /secondary rate|abuse/i.test(await answer.clone().text());
  return answer.status === 429 || isSecondary ? now + secondaryMs * 2 ** waits : undefined;
}

function retryAfter(headers: Headers, now: number): number | undefined {
  const told = headers.get('retry-after');
  if (told === null) return undefined;
  if (/^\d+$/.test(told)) return now + Number(told) * 1_000;
  const moment = Date.parse(told);
  return Number.isNaN(moment) ? undefined : moment;
}

/** The moment after which there are requests again, where none remain. */
function limitReset(headers: Headers, now: number): number | undefined {
  const told = (name: string) =>
    headers.get(`x-ratelimit-${name}`) ?? headers.get(`ratelimit-${name}`);
  const reset = told('reset');
  if (told('remaining') !== '0' || reset === null || !/^\d+$/.test(reset)) return undefined;
  // Moments are in whole seconds: the one that is told may not be over yet.
  return Math.max(now, Number(reset) * 1_000 + 1_000);
}

async function refusalOf(api: HostApi, answer: Response, url: string): Promise<HostRefusal> {
  const { label, tokenName } = api;
  const { pathname } = new URL(url);
  const words = wordsOf(await answer.text());
  const said = words === '' ? '' : ` It says: ${words}`;
  switch (answer.status) {
    case 401:
      return new HostRefusal(
        `${label} does not believe the token: the one in ${tokenName} is wrong or has expired.${said}`,
        401,
      );
    case 403:
      return new HostRefusal(
        `The token in ${tokenName} may not read ${pathname}: give it the permission.${said}`,
        403,
      );
    case 404:
      return new HostRefusal(
        `${label} has nothing at ${pathname}, or the token in ${tokenName} may not see it.`,
        404,
      );
    default:
      return new HostRefusal(
        `${label} answers ${answer.status} at ${pathname}.${said}`,
        answer.status,
      );
  }
}

/** The sentence of an error's body, which both hosts write as JSON. */
function wordsOf(text: string): string {
  const [, message = ''] =
    /"(?:message|error_description|error)"\s*:\s*"([^"]{1,300})"/.exec(text) ?? [];
  return message;
}
