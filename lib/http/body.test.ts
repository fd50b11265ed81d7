import { expect, it } from 'vitest';
import { readBody } from '@/lib/http/body';

function post(body: BodyInit, headers: Record<string, string> = {}) {
  // A streamed body needs `duplex`, which the DOM's types do not know yet.
  const init = { method: 'POST', body, headers, duplex: 'half' };
  return new Request('http://localhost/', init);
}

function stream(chunks: number, bytes: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < chunks) controller.enqueue(new Uint8Array(bytes));
      else controller.close();
    },
  });
}

it('takes a body of exactly the limit, byte for byte', async () => {
  const body = new Uint8Array([0, 255, 10, 13]);
  expect(await readBody(post(body), 4)).toEqual(body);
});

it('joins what arrives in parts', async () => {
  expect(await readBody(post(stream(3, 5)), 15)).toHaveLength(15);
});

it('takes no body as an empty one', async () => {
  expect(await readBody(new Request('http://localhost/', { method: 'POST' }), 4)).toHaveLength(0);
});

it('refuses one byte more, whether the length is told before or not', async () => {
  const tooLarge = { code: 'too-large' };
  await expect(readBody(post(new Uint8Array(5)), 4)).rejects.toMatchObject(tooLarge);
  await expect(readBody(post(stream(1_000_000, 5)), 4)).rejects.toMatchObject(tooLarge);
});

it('refuses a compressed body', async () => {
  const request = post('x', { 'content-encoding': 'gzip' });
  await expect(readBody(request, 4)).rejects.toMatchObject({ code: 'unsupported-type' });
});

it('says of a sender that hangs up that it did', async () => {
  const request = post(
    new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(2)),
      pull: (controller) => controller.error(new Error('aborted')),
    }),
  );
  await expect(readBody(request, 4)).rejects.toMatchObject({ code: 'broken-off' });
});

it('does not wait for a body that never ends', async () => {
  const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
  await expect(readBody(post(silent), 4, 20)).rejects.toMatchObject({ code: 'too-slow' });
});
