import { addressHeader } from '@/lib/access/auth';
import { auth } from '@/lib/http/auth';
import { readBody } from '@/lib/http/body';
import { route } from '@/lib/http/route';

const limitBytes = 64 * 1024;

/** Everything about signing in: better-auth answers, in its own form. */
const handler = route(async (request) => {
  const headers = new Headers(request.headers);
  headers.delete(addressHeader);
  const body = request.method === 'GET' ? undefined : await readBody(request, limitBytes);
  const { method, url } = request;
  return auth().handler(new Request(url, { method, headers, ...(body && { body }) }));
});

export { handler as GET, handler as POST };
