import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Post {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Posts over connections that are kept; answers with the status, and how long it took in ms. */
export function poster(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const post = ({
    path,
    headers,
    body,
  }: Post): Promise<{ status: number; ms: number; text: string }> =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const sent = request(
        {
          agent,
          hostname,
          port,
          path,
          method: 'POST',
          headers: { ...headers, 'content-length': body.length },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              ms: performance.now() - startedAt,
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}

/** Posts as fast as so many at once allow; answers with requests a second. Anything but 2xx throws. */
export async function throughput(
  url: string,
  count: number,
  atOnce: number,
  make: (index: number) => Post,
): Promise<number> {
  const { post, close } = poster(url, atOnce);
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const { status, text } = await post(make(next++));
        if (status >= 300) throw new Error(`${status}: ${text}`);
      }
    }),
  );
  close();
  return count / ((performance.now() - startedAt) / 1000);
}

/** Posts so many a second, however long answers take; answers with how long they took, sorted, in ms. */
export async function paced(
  url: string,
  { aSecond, seconds }: { aSecond: number; seconds: number },
  make: (index: number) => Post,
): Promise<number[]> {
  const { post, close } = poster(url, 200);
  const startedAt = performance.now();
  const sent: Promise<number>[] = [];
  for (let index = 0; index < aSecond * seconds; index += 1) {
    const due = startedAt + (index * 1000) / aSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sent.push(
      post(make(index)).then(({ status, text }) => {
        if (status >= 300) throw new Error(`${status}: ${text}`);
        return performance.now() - due;
      }),
    );
  }
  const taken = await Promise.all(sent);
  close();
  return taken.sort((a, b) => a - b);
}

export const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
