import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Who signs in there, as the provider tells it. */
export interface Told {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** An OpenID Connect provider on this machine, for tests: it knows one client, and lets in whomever it is told to. */
export interface TestProvider {
  issuer: string;
  /** Lets somebody in who came by this address; answers with where they are sent back to. */
  letIn(authorizeUrl: URL, told: Told, more?: Record<string, unknown>): URL;
  close(): Promise<void>;
}

/** Starts one. Its tokens are signed, its codes work once and for whoever has the verifier alone. */
export async function startTestProvider(client: {
  id: string;
  secret: string;
}): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }];
  const codes = new Map<string, { challenge: string; claims: object }>();
  let issuer = '';

  const tokenOf = (claims: object) => {
    const parts = [{ alg: 'RS256', kid: 'one' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const signed = parts.join('.');
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const exchange = async (request: IncomingMessage) => {
    const form = new URLSearchParams(await text(request));
    const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
    const isClient =
      request.headers.authorization === `Basic ${basic}` ||
      (form.get('client_id') === client.id && form.get('client_secret') === client.secret);
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (!isClient || code?.challenge !== challenge) return { error: 'invalid_grant' };
    return {
      ...{ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300 },
      id_token: tokenOf(code.claims),
    };
  };

  const server = createServer(async (request, response) => {
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/keys': () => ({ keys }),
      '/token': () => exchange(request),
    };
    const told = await answers[request.url ?? '']?.();
    const isGood = typeof told === 'object' && told !== null && !('error' in told);
    response.writeHead(isGood ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(told ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  return {
    issuer,
    letIn: (authorizeUrl, told, more = {}) => {
      const asked = authorizeUrl.searchParams;
      const code = randomUUID();
      const now = Math.floor(Date.now() / 1000);
      const about = { iss: issuer, aud: client.id, iat: now, exp: now + 300 };
      const claims = { ...about, nonce: asked.get('nonce'), ...told, ...more };
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', claims });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
