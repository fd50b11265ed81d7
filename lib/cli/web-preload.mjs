// Loaded into the web server before Next.
import { subscribe } from 'node:diagnostics_channel';
import { standingHeaders } from './standing-headers.mjs';

// The server must not outlive a start command that was killed: it ends when the line between them breaks.
process.on('disconnect', () => process.exit());

subscribe('http.server.request.start', ({ request, response, socket }) => {
  // Routes see headers alone. Whatever a client sent under this name is replaced.
  request.headers['x-aftermerge-address'] = socket.remoteAddress ?? '';
  for (const [name, value] of Object.entries(standingHeaders(request.url, request.headers))) {
    response.setHeader(name, value);
  }
});
