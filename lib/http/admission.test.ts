import { expect, it } from 'vitest';
import { admitted } from '@/lib/http/admission';
import { Failure } from '@/lib/http/failure';

const limit = 25 * 1024 * 1024;
const request = (length?: number) =>
  new Request('http://localhost/', {
    method: 'POST',
    headers: length === undefined ? {} : { 'content-length': String(length) },
  });

/** Begins requests that do not end until they are told to. */
function held(load = { requests: 0, bytes: 0 }) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const begin = (length?: number) => admitted(request(length), limit, () => ended, load);
  return { begin, end, load };
}

it.each([
  ['requests', 500, 10],
  ['bytes', 10, limit],
  ['bytes that nobody foretold', 10, undefined],
] as const)(
  'too many %s at once are refused as “later”, until some have ended',
  async (_, most, length) => {
    const { begin, end } = held();
    const all = Array.from({ length: most }, () => begin(length));
    const refusal = await begin(length).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Failure);
    expect(refusal).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '2' } });
    end();
    await Promise.all(all);
    await expect(begin(length)).resolves.toBeUndefined();
  },
);

it('what fails is no longer at hand either', async () => {
  const load = { requests: 0, bytes: 0 };
  const failing = admitted(request(10), limit, () => Promise.reject(new Error('broken')), load);
  await expect(failing).rejects.toThrow('broken');
  expect(load).toEqual({ requests: 0, bytes: 0 });
});
