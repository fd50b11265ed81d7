import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import * as z from 'zod/mini';
import {
  contentTypes,
  hostileBodies,
  hostileParts,
  hostileTexts,
  hostileValues,
} from '@/e2e/fuzz/corpus';
import { type Pool, valuesOf } from '@/e2e/fuzz/schema-values';
import { type Told, webhookSecret } from '@/e2e/fuzz/senders';
import { type Written, writing } from '@/e2e/fuzz/writing';
import { rules } from '@/lib/access/roles';
import { toSearch } from '@/lib/api/question';
import { senders } from '@/lib/sources/fixtures/senders';

/** A request as it goes over the wire, and which row of the table of rules it is for. */
export interface HostileRequest {
  place: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** The headers that prove it, made when it is sent: some of them hold the time. */
  prove?: () => Record<string, string>;
}

const Question = z.object({ path: z.string(), ask: z.instanceof(z.ZodMiniObject) });

/** What can be asked of the addresses that answer questions, as lib/api has it. */
export async function readAsks(): Promise<ReadonlyMap<string, z.ZodMiniType>> {
  const names = readdirSync('lib/api').map((file) => file.replace(/\.ts$/, ''));
  const modules: object[] = await Promise.all(names.map((name) => import(`@/lib/api/${name}`)));
  const questions = modules
    .flatMap((one) => Object.values(one))
    .flatMap((exported: unknown) => Question.safeParse(exported).data ?? []);
  return new Map(questions.map(({ path, ask }) => [path, ask]));
}

/** So many rows of the pages are asked for as often as one row of the routes: they take much longer. */
const pagesAtOnce = 4;
/** As many rows as there are providers, nearly: each is read in its own way. */
const deliveriesAtOnce = 15;

/** One hostile request to any row of the table of rules. */
export function hostileRequests(
  asks: ReadonlyMap<string, z.ZodMiniType>,
  authPaths: readonly string[],
  pool: Pool,
  webhooks: readonly Told[],
): fc.Arbitrary<HostileRequest> {
  const written = new Map<string, Written>(Object.entries(writing));
  return fc.oneof(
    { weight: pagesAtOnce * deliveriesAtOnce, arbitrary: deliveriesTo(webhooks, pool) },
    ...Object.keys(rules).map((place) => ({
      weight: place.startsWith('PAGE ') ? 1 : pagesAtOnce,
      arbitrary: requestsTo(place, written.get(place), asks, authPaths, pool),
    })),
  );
}

const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const value = fc.oneof(fc.constantFrom(...hostileValues), text, fc.jsonValue(), fc.double());

function requestsTo(
  place: string,
  { body, search }: Written = {},
  asks: ReadonlyMap<string, z.ZodMiniType>,
  authPaths: readonly string[],
  pool: Pool,
): fc.Arbitrary<HostileRequest> {
  const [told = 'GET', path = '/'] = place.split(' ');
  const method = told === 'PAGE' ? 'GET' : told;
  // The files of a list, and pages, are asked as the list is.
  const asked = told === 'PAGE' ? `/api/v1${path.replace(/\/\[.*$/, '')}` : path;
  const ask = search ?? asks.get(asked.replace(/\.\w+$/, '')) ?? asks.get('/api/v1/changes');
  return fc
    .record({
      method: fc.oneof(
        { weight: 30, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom('PATCH', 'OPTIONS', 'HEAD', 'DELETE') },
      ),
      address: addressesOf(path, authPaths, pool),
      search: method !== 'GET' && search === undefined ? fc.constant('') : searches(ask, pool),
      headers: headersOf(path),
      body: method === 'GET' ? fc.constant(undefined) : bodiesOf(body, pool),
    })
    .map(({ address, search: query, ...one }) => ({
      ...one,
      place,
      path: query === '' ? address : `${address}?${query}`,
      body: ['GET', 'HEAD'].includes(one.method) ? undefined : one.body,
      headers: { ...one.headers, ...proofOf(place, one.body) },
    }));
}

/** What a provider sends, with some of it changed, and rightly proved. */
function deliveriesTo(webhooks: readonly Told[], pool: Pool): fc.Arbitrary<HostileRequest> {
  const known = webhooks.flatMap(({ id, kind }) =>
    senders[kind].fixtures.map((fixture) => ({ id, fixture, send: senders[kind].send })),
  );
  const change = fc.tuple(fc.nat(), fc.oneof(value, fc.constantFrom(...pool.texts)));
  return fc
    .tuple(fc.constantFrom(...known), fc.array(change, { maxLength: 3 }), fc.uuid())
    .map(([{ id: source, fixture, send }, changes, id]) => {
      const { event, headers: own = {} } = fixture;
      const payload = changes.reduce(
        (whole, [at, one]) => changed(whole, at, one),
        fixture.payload,
      );
      const body = toBody(payload);
      const headers = { 'content-type': 'application/json', ...own };
      const prove = () => send({ event, id, body, secret: webhookSecret, at: new Date() });
      const path = `/api/webhooks/${source}`;
      return { place: webhookPlace, method: 'POST', path, headers, body, prove };
    });
}

const webhookPlace = 'POST /api/webhooks/[source]';

/** Deliveries are signed: what is behind the proof is to be reached as well. */
function proofOf(place: string, body: Buffer | undefined): Record<string, string> {
  if (place !== webhookPlace || body === undefined) return {};
  const digest = createHmac('sha256', webhookSecret).update(body).digest('hex');
  return { 'x-hub-signature-256': `sha256=${digest}` };
}

function addressesOf(path: string, authPaths: readonly string[], pool: Pool): fc.Arbitrary<string> {
  const escaped = (one: string) => encodeURIComponent(one.toWellFormed()).slice(0, 2_000);
  const part = fc.oneof(
    text.map((one) => escaped(one) || '-'),
    fc.constantFrom(...hostileParts),
    fc.constantFrom(...pool.texts).map((one) => one.split('/').map(escaped).join('/')),
  );
  if (path.endsWith('[...all]')) {
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...authPaths).map((one) => `/api/auth${one}`) },
      { weight: 1, arbitrary: part.map((one) => `/api/auth/${one}`) },
    );
  }
  if (path.endsWith('[source]')) {
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant('/api/webhooks/github') },
      { weight: 1, arbitrary: part.map((one) => `/api/webhooks/${one}`) },
    );
  }
  return path.includes('[')
    ? part.map((one) => path.replace(/\[.*\]/, () => one))
    : fc.constant(path);
}

/** Search parameters that fit, but for one of them, or made up. */
function searches(ask: z.ZodMiniType | undefined, pool: Pool): fc.Arbitrary<string> {
  const fitting =
    ask === undefined
      ? fc.constant(new URLSearchParams())
      : valuesOf(ask, pool).map((one) => toSearch(z.record(z.string(), z.unknown()).parse(one)));
  return fc
    .tuple(fitting, fc.option(fc.tuple(fc.nat(), text, fc.boolean()), { freq: 2 }))
    .map(([search, wrong]) => {
      if (wrong !== null) {
        const [at, one, isName] = wrong;
        const names = [...search.keys()];
        const hit = names[at % names.length] ?? 'repository';
        if (isName) search.append(one.slice(0, 100), one.slice(0, 1_000));
        else search.set(hit, one.slice(0, 2_000));
      }
      return search.toString();
    });
}

/** A body that fits, but for one field, or one that never could. */
function bodiesOf(schema: z.ZodMiniType | undefined, pool: Pool): fc.Arbitrary<Buffer> {
  const hostile = fc.oneof(
    fc.constantFrom(...hostileBodies),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    value.map(toBody),
  );
  if (schema === undefined) return hostile;
  const fitting = valuesOf(schema, pool);
  const wrong = fc.tuple(fitting, fc.nat(), fc.option(value, { freq: 8 }));
  return fc.oneof(
    { weight: 8, arbitrary: wrong.map(([whole, at, one]) => toBody(changed(whole, at, one))) },
    { weight: 1, arbitrary: fitting.map(toBody) },
    { weight: 2, arbitrary: hostile },
  );
}

const toBody = (told: unknown) => Buffer.from(JSON.stringify(told) ?? '');

/** The value with one of its parts replaced, or taken away where there is nothing to put there. */
function changed(whole: unknown, at: number, one: unknown): unknown {
  const isList = Array.isArray(whole);
  if (typeof whole !== 'object' || whole === null) return one;
  const parts: [string, unknown][] = Object.entries(whole);
  const hit = at % Math.max(parts.length, 1);
  const next = parts.flatMap(([name, part], place): [string, unknown][] => {
    if (place !== hit) return [[name, part]];
    if (one === null) return [];
    const isDeep = typeof part === 'object' && part !== null && at % 3 > 0;
    return [[name, isDeep ? changed(part, Math.floor(at / 7), one) : one]];
  });
  return isList ? next.map(([, part]) => part) : Object.fromEntries(next);
}

function headersOf(path: string): fc.Arbitrary<Record<string, string>> {
  const usual = path.endsWith('/junit') ? 'application/xml' : 'application/json';
  return fc
    .record(
      {
        'content-type': fc.oneof(
          { weight: 9, arbitrary: fc.constant(usual) },
          { weight: 1, arbitrary: fc.constantFrom(...contentTypes) },
        ),
        'content-encoding': rarely('gzip', 'br', 'identity', 'chunked'),
        'x-github-event': fc.constantFrom('push', 'pull_request', '../..', 'x'.repeat(300)),
        'x-github-delivery': fc.uuid(),
        'x-request-id': rarely('a', 'x'.repeat(500), 'fine-1234', '{}'),
        'x-forwarded-for': rarely('127.0.0.1', 'unknown', '::1, a, b'),
        'x-forwarded-host': rarely('example.org', 'a b', '['),
        'accept-language': rarely('*', 'x'.repeat(200)),
        'if-none-match': rarely('*', '"'),
        range: rarely('bytes=0-0,-1', 'x'),
      },
      { requiredKeys: ['content-type', 'x-github-event', 'x-github-delivery'] },
    )
    .map((told) =>
      Object.fromEntries(
        Object.entries(told).flatMap(([name, one]) => (one ? [[name, one] as const] : [])),
      ),
    );
}

const rarely = (...values: readonly string[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
