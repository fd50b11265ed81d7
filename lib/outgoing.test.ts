import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublic, outgoing } from '@/lib/outgoing';

let port = 0;
const server = createServer(({ url }, response) => {
  if (url === '/elsewhere') {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  } else if (url === '/large') {
    response.end('x'.repeat(100_000));
  } else if (url !== '/never') {
    response.end('fine');
  }
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const at = (host: string, path = '/') => new URL(`http://${host}:${port}${path}`);

describe('what goes out', () => {
  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    '169.254.169.254',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
  ])('does not go to %s', async (host) => {
    await expect(outgoing(at(host), {}, [])).rejects.toThrow('no public address');
  });

  it('does not go to a name that means this machine, and does where it is allowed by name', async () => {
    await expect(outgoing(at('localhost'), {}, [])).rejects.toThrow(
      /^localhost is at .*, which is no public address/,
    );
    expect(await (await outgoing(at('localhost'), {}, ['localhost'])).text()).toBe('fine');
    expect(await (await outgoing(at('127.0.0.1'), {}, ['127.0.0.1'])).text()).toBe('fine');
  });

  it('follows no redirect by itself, and what one leads to is looked at like all else', async () => {
    const answer = await outgoing(at('127.0.0.1', '/elsewhere'), {}, ['127.0.0.1']);
    expect(answer.status).toBe(302);
    const next = new URL(answer.headers.get('location') ?? '');
    await expect(outgoing(next, {}, ['127.0.0.1'])).rejects.toThrow('no public address');
  });

  it('takes no endless answer and waits for none', async () => {
    const allowed = ['127.0.0.1'];
    await expect(
      outgoing(at('127.0.0.1', '/large'), { bytesAtMost: 1_000 }, allowed),
    ).rejects.toThrow('larger than 1000 bytes');
    await expect(outgoing(at('127.0.0.1', '/never'), { timeoutMs: 50 }, allowed)).rejects.toThrow(
      /timeout/i,
    );
  });

  it('asks by HTTP alone', async () => {
    await expect(outgoing(new URL('file:///etc/passwd'), {}, [])).rejects.toThrow('no address');
  });
});

it.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['192.168.1.1', false],
  ['172.16.0.1', false],
  ['100.64.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['::', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['not an address', false],
])('%s is public: %s', (address, is) => {
  expect(isPublic(address)).toBe(is);
});
