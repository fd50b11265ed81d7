import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readPosted } from '@/lib/http/read-posted';

const Posted = z.object({ reason: z.string().check(z.minLength(3, 'say in a few words why')) });
const posted = (body: string) =>
  readPosted(
    new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }),
    Posted,
  );

it('takes what a page of ours sends', async () => {
  expect(await posted('{"reason":"it was me"}')).toEqual({ reason: 'it was me' });
});

it.each([
  ['{"reason":"x"}', 'reason', 'reason say in a few words why.'],
  ['{}', 'reason', 'reason is missing.'],
  ['[]', '', 'must be an object, not a list.'],
  ['no', undefined, 'The body is not JSON.'],
  [
    String.raw`{"reason":"it was \u0000 me"}`,
    undefined,
    'The body has NUL characters, or halves of characters.',
  ],
  [
    String.raw`{"reason":"it was \ud800 me"}`,
    undefined,
    'The body has NUL characters, or halves of characters.',
  ],
])('refuses %s by field and reason', async (body, path, message) => {
  await expect(posted(body)).rejects.toMatchObject({ code: 'bad-request', path, message });
});
