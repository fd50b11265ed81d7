// Loaded into the web server before Next.
import { subscribe } from 'node:diagnostics_channel';

// The server must not outlive a start command that was killed: it ends when the line between them breaks.
process.on('disconnect', () => process.exit());

// Routes see headers alone. Whatever a client sent under this name is replaced.
subscribe('http.server.request.start', ({ request, socket }) => {
  request.headers['x-aftermerge-address'] = socket.remoteAddress ?? '';
});
