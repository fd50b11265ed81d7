import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll } from 'vitest';

// It is no public address, and must be allowed by name before the environment is read.
process.env.AFTERMERGE_ALLOWED_HOSTS = '127.0.0.1';

/** What a played host answers to a path. A list is answered in pages. */
export type Route = (query: URLSearchParams) => unknown;

/** What is answered in place of the next answers to a path. */
export interface Mishap {
  path: RegExp;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A git host on this machine, for the tests of one file: it answers by routes, in pages, with mishaps. */
export class TestHost {
  routes: Record<string, Route> = {};
  mishaps: Mishap[] = [];
  /** Every request as it came, with its proof. */
  asked: { url: string; proof: string | undefined }[] = [];
  /** Looks at each path before it is answered. */
  onAsk: (path: string) => void = () => {};
  readonly #server = createServer((request, response) => this.#answer(request, response));
  url = '';

  constructor() {
    beforeAll(async () => {
      await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
      const address = this.#server.address();
      this.url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
    });
    afterAll(() => {
      this.#server.closeAllConnections();
      this.#server.close();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const { authorization, 'private-token': token } = request.headers;
    this.asked.push({ url: url.pathname + url.search, proof: authorization ?? token?.toString() });
    this.onAsk(url.pathname);
    const send = (status: number, headers: Record<string, string>, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    const at = this.mishaps.findIndex(({ path }) => path.test(url.pathname));
    const [mishap] = at === -1 ? [] : this.mishaps.splice(at, 1);
    if (mishap !== undefined) {
      send(mishap.status, mishap.headers ?? {}, mishap.body ?? { message: 'mishap' });
      return;
    }
    const told = this.routes[decodeURIComponent(url.pathname)]?.(url.searchParams);
    if (told === undefined) send(404, {}, { message: 'Not Found' });
    else if (Array.isArray(told)) send(200, ...pageOf(told, url));
    else send(200, {}, told);
  }
}

/** A page of a list, with the headers of both hosts. */
function pageOf(list: readonly unknown[], url: URL): [Record<string, string>, unknown] {
  const size = Number(url.searchParams.get('per_page') ?? 20);
  const page = Number(url.searchParams.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const link = (to: number, rel: string) => {
    const other = new URL(url);
    other.searchParams.set('page', String(to));
    return `<${other.href}>; rel="${rel}"`;
  };
  const links = page < last ? [link(page + 1, 'next'), link(last, 'last')] : [];
  return [
    {
      ...(links.length > 0 ? { link: links.join(', ') } : {}),
      'x-page': String(page),
      'x-next-page': page < last ? String(page + 1) : '',
      'x-total': String(list.length),
      'x-total-pages': String(last),
      'x-per-page': String(size),
    },
    list.slice((page - 1) * size, page * size),
  ];
}
