// Loaded into the web server before Next.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { readerOf } from './reader.mjs';
import { standingHeaders } from './standing-headers.mjs';

// The server must not outlive a start command that was killed: it ends when the line between them breaks.
process.on('disconnect', () => process.exit());

// Told that it will be stopped, so that balancers hear of it while it still serves.
let isStopping = false;
process.on('message', (message) => {
  isStopping ||= message === 'stopping';
});

// For components/words/reader.ts: what is drawn for a request, at once with others, is drawn for its reader.
const readers = new AsyncLocalStorage();
globalThis.readerOfRequest = () => readers.getStore();

/**
 * Whether an address can be read: Next would answer a path that cannot with 500, and so would a page that
 * looks for a NUL, which no text of the database has. The API refuses that one by the name of its field.
 */
function isReadable(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return url.startsWith('/api/') || !url.includes('%00');
  } catch {
    return false;
  }
}

subscribe('http.server.request.start', ({ request, response, socket }) => {
  // Nothing is there, as at any other address that names nothing.
  if (!isReadable(request.url)) request.url = '/unreadable';
  // Routes see headers alone. Whatever a client sent under these names is replaced.
  request.headers['x-aftermerge-address'] = socket.remoteAddress ?? '';
  // The log has each request by it; a sender's own x-request-id may be the name of its delivery.
  const id = randomUUID();
  request.headers['x-aftermerge-request'] = id;
  response.setHeader('x-request-id', id);
  delete request.headers['x-aftermerge-stopping'];
  // What programs read is the same for all.
  const isPage = !request.url.startsWith('/api/');
  readers.enterWith(isPage ? readerOf(request.headers['accept-language']) : undefined);
  for (const [name, value] of Object.entries(standingHeaders(request.url, request.headers))) {
    response.setHeader(name, value);
  }
  if (isStopping) {
    request.headers['x-aftermerge-stopping'] = '1';
    response.setHeader('connection', 'close');
  }
});
