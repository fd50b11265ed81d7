import fc from 'fast-check';
import { rules } from '@/lib/access/roles';

/** A request as it goes over the wire. */
export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

/** What programs before us have stumbled over. */
const corpus: readonly string[] = [
  '',
  '\u0000',
  "'; drop table change; --",
  "' or '1'='1",
  '../../../../etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}#{7*7}',
  '=cmd|" /C calc"!A0',
  'a\r\nset-cookie: session=1',
  '\u202e\u2066\ufeff',
  '\ud800',
  '💥'.repeat(500),
  'x'.repeat(20_000),
  '9'.repeat(400),
  '-1',
  'NaN',
  '1e999',
  '99999999999999999999',
  '2026-02-31',
  '0000-00-00T00:00:00Z',
  '(a+)+$',
  '%',
  '%%%',
  'null',
  'true',
  '[]',
  '{}',
];

const text = fc.oneof(fc.constantFrom(...corpus), fc.string({ unit: 'binary', maxLength: 60 }));
const names = fc.constantFrom(
  ...['id', 'ids', 'repository', 'name', 'key', 'value', 'reason', 'from', 'to', 'window', 'limit'],
  ...['cursor', 'search', 'type', 'events', 'kind', 'agent', 'team', 'a', 'b', 'path', 'since'],
  ...['role', 'teams', 'scopes', 'email', 'password', 'decision', 'cause', 'causeType', 'source'],
  ...['__proto__', 'constructor', 'toString'],
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(names, tie('any'), { maxKeys: 5 }),
  ),
})).any;

const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
const body: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.dictionary(names, value).map((told) => Buffer.from(JSON.stringify(told))),
  },
  { weight: 2, arbitrary: value.map((told) => Buffer.from(JSON.stringify(told) ?? '')) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 50_000).map(nested) },
  { weight: 1, arbitrary: text.map((told) => Buffer.from(`{"type":"change.merged","id":${told}`)) },
);

const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'content-type': fc.constantFrom(
      ...['application/json', 'application/json; charset=utf-7', 'text/plain', 'application/xml'],
      ...['application/x-ndjson', 'multipart/form-data', 'application/cloudevents+json', ''],
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'chunked'),
    'x-github-event': fc.constantFrom('push', 'pull_request', '../..', 'x'.repeat(300)),
    'x-request-id': fc.constantFrom('a', 'x'.repeat(500), 'fine-1234', '{}'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'unknown', '::1, a, b'),
    'accept-language': fc.constantFrom('*', 'x'.repeat(200)),
  },
  { requiredKeys: ['content-type'] },
);

/** These would act on an empty or a lucky body, and what they do is no harm but takes long. */
const leftOut: ReadonlySet<string> = new Set([
  'POST /api/v1/sample',
  'DELETE /api/v1/sample',
  'POST /api/v1/imports',
  'POST /api/v1/source-test',
]);
const routes = Object.keys(rules).filter((name) => !name.startsWith('PAGE ') && !leftOut.has(name));

/** One hostile request to any endpoint of the table of rules. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .tuple(
    fc.constantFrom(...routes),
    fc.array(fc.tuple(fc.oneof(names, text), text), { maxLength: 4 }),
    text,
    headers,
    body,
    fc.constantFrom('', '', '', 'PATCH', 'OPTIONS', 'HEAD'),
  )
  .map(([name, search, part, told, sent, other]) => {
    const [method = 'GET', place = '/'] = name.split(' ');
    const address = place
      .replace('[source]', encodeURIComponent(part.toWellFormed()).slice(0, 300) || 'github')
      .replace('[...all]', encodeURIComponent(part.toWellFormed()).slice(0, 300) || 'ok');
    const query = new URLSearchParams(
      search.map(([key, one]): [string, string] => [key.slice(0, 100), one.slice(0, 2_000)]),
    );
    const asked = other || method;
    return {
      method: asked,
      path: `${address}?${query}`,
      headers: told,
      body: asked === 'GET' || asked === 'HEAD' ? undefined : sent,
    };
  });
