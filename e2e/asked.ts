import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { applicationUrl } from '@/e2e/application';

/** A request from another address of this machine, so that what it spends is its own. */
export function asked(
  localAddress: string,
  path: string,
  headers: Record<string, string>,
  body: string | Readable = '',
  method = 'POST',
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const { port } = new URL(applicationUrl);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers, localAddress, method };
    const sent = ask(options, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    }).on('error', reject);
    if (body instanceof Readable) body.pipe(sent);
    else sent.end(body);
  });
}
