import { createServer } from 'node:net';

/** A port on the loopback that nobody listens on: the preferred one, or any. */
export async function findFreePort(preferred = 0): Promise<number> {
  const server = createServer();
  const port = await new Promise<number | undefined>((settle) => {
    server.once('error', () => settle(undefined));
    server.listen(preferred, '127.0.0.1', () => {
      const address = server.address();
      settle(typeof address === 'object' ? address?.port : undefined);
    });
  });
  await new Promise((settle) => server.close(settle));
  return port ?? findFreePort();
}
