import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { claimAddress, urlOf } from '@/lib/cli/web-server';
import { findFreePort } from '@/lib/db/free-port';

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['::1', 'http://[::1]:3000'],
  ['metrics.example', 'http://metrics.example:3000'],
])('a server on %s is opened at %s', (host, url) => {
  expect(urlOf({ host, port: 3000 })).toBe(url);
});

test('a taken port is refused with what to do', async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const claim = claimAddress({ host: '127.0.0.1', port });
  await expect(claim).rejects.toThrow(new RegExp(`Port ${port} is taken: .*PORT=${port + 1}`));
  server.close();
});

test('an address of another machine is refused', async () => {
  const claim = claimAddress({ host: '192.0.2.1', port: await findFreePort() });
  await expect(claim).rejects.toThrow(/192\.0\.2\.1 is not an address of this machine/);
});

test('port 0 claims any free port', async () => {
  expect((await claimAddress({ host: '127.0.0.1', port: 0 })).port).toBeGreaterThan(0);
});
