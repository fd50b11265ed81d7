import { connect as connectSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { sign } from '@octokit/webhooks-methods';
import { webhookSecret } from '@/e2e/application';
import { expect, npmRun, test } from '@/e2e/fixtures';
import { startOwnProcess } from '@/e2e/own-process';
import { connect } from '@/lib/db/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

test('metrics are told to a token of their scope, by the routes of the table alone', async ({
  playwright,
  baseURL,
  token,
}) => {
  const metrics = npmRun('token', 'create', 'Prometheus', '--scope', 'metrics').trim();
  const client = await playwright.request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    storageState: { cookies: [], origins: [] },
  });
  const scrape = (bearer: string) =>
    client.get('/metrics', { headers: { authorization: `Bearer ${bearer}` } });
  expect((await client.get('/metrics')).status()).toBe(401);
  expect((await scrape(token)).status()).toBe(403);

  await client.post('/api/webhooks/made-up-by-somebody', { data: {} });
  const told = await (await scrape(metrics.split('\n').at(-1) ?? '')).text();
  expect(told).toMatch(
    /aftermerge_request_duration_seconds_count\{route="POST \/api\/webhooks\/\[source\]",status="404"\} [1-9]/,
  );
  expect(told).not.toContain('made-up-by-somebody');
  expect(told).toMatch(/^aftermerge_deliveries_pending \d+$/m);
  expect(told).toMatch(/^aftermerge_jobs_failing \d+$/m);
  expect(told).toMatch(/^process_cpu_seconds_total /m);
  await client.dispose();
});

test('told to stop, it says so, serves what is at hand, and keeps what it accepted', async () => {
  test.slow();
  const database = await openTemporaryDatabase();
  const started = await startOwnProcess({
    DATABASE_URL: database.url,
    AFTERMERGE_DRAIN_SECONDS: '2',
    LOG_LEVEL: 'silent',
  });
  try {
    const { port } = new URL(started.url);
    const body = JSON.stringify({ zen: 'Half of it comes before, half of it after.' });
    const head = [
      'POST /api/webhooks/github HTTP/1.1',
      `host: localhost:${port}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
      'x-github-event: ping',
      'x-github-delivery: 7e9c3f1e-8f5c-4a48-9f3c-0d5b6a9f1c11',
      `x-hub-signature-256: ${await sign(webhookSecret, body)}`,
    ];
    const slow = connectSocket(Number(port), '127.0.0.1');
    const answer = text(slow);
    slow.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 20)}`);

    started.tell();
    await expect.poll(started.readiness).toBe(503);
    await expect.poll(started.readiness).toBe(0);
    slow.write(body.slice(20));
    expect(await answer).toMatch(/^HTTP\/1\.1 202 /);
    expect(await started.ended).toEqual([0, null]);

    const prisma = connect(database.url);
    expect(await prisma.delivery.findMany({ select: { event: true } })).toEqual([
      { event: 'ping' },
    ]);
    await prisma.$disconnect();
  } finally {
    started.tell();
    await started.ended;
    await database.release();
  }
});
