import { type Rule, reaches, ruleOf } from '@/lib/access/roles';
import { howToSend } from '@/lib/access/tokens';
import { findViewer, type Viewer } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { auth } from '@/lib/http/auth';
import { clientAddress } from '@/lib/http/client-address';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { limit } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { refuseOtherSites } from '@/lib/http/same-origin';

/** Whom requests of an address that needs no proof come from. */
const nobody: Viewer = { by: 'anyone', role: 'viewer', sight: [] };

/**
 * Who asks, where the table of rules lets them; else a Failure: 401 for nobody and for a token that
 * opens nothing, 403 for somebody who may not. What changes something for a person comes from our own
 * pages alone.
 */
export async function admit(request: Request): Promise<Viewer> {
  const { pathname } = new URL(request.url);
  const rule = ruleOf(request.method, pathname);
  if (rule === undefined) throw new Failure('forbidden', 'Nobody may do this.');
  const isChange = request.method !== 'GET' && request.method !== 'HEAD';
  if (isChange && rule.scope !== 'post' && rule.open !== 'signature' && !isAuth(pathname)) {
    refuseOtherSites(request);
  }
  const from = networkOf(clientAddress(request.headers));
  if (rule.open === 'anyone') await limit('open', from);
  if (rule.open !== undefined) return nobody;
  const viewer = await findViewer(
    database(),
    auth(),
    request.headers,
    env().AFTERMERGE_OPEN === '1',
  );
  if (viewer === undefined) {
    await limit('refused', from);
    throw unknownViewer(rule);
  }
  if ('refused' in viewer) {
    await limit('refused', from);
    throw refusedToken(viewer.refused);
  }
  if (rule.role === undefined && viewer.by !== 'token') throw unknownViewer(rule);
  await limit(
    viewer.by === 'anyone' ? 'address' : viewer.by,
    'id' in viewer ? `${viewer.id}` : from,
  );
  const refused = refusalOf(viewer, rule);
  if (refused !== undefined) throw new Failure('forbidden', refused);
  return viewer;
}

/** better-auth looks by itself at where its requests come from. */
const isAuth = (pathname: string) => pathname.startsWith('/api/auth/');

/** Why somebody may not, in words; undefined where they may. */
export function refusalOf(viewer: Viewer, rule: Rule): string | undefined {
  if (viewer.by === 'token') {
    if (rule.scope === undefined) return 'Tokens cannot do this: sign in on a page.';
    if (!viewer.scopes.includes(rule.scope)) {
      return `This token may not ${rule.scope}: make one with the scope "${rule.scope}".`;
    }
  } else {
    if (rule.role === undefined || !reaches(viewer.role, rule.role)) {
      return viewer.by === 'anyone'
        ? 'This server is open to read alone: sign in to do this.'
        : `This takes the role ${rule.role}; yours is ${viewer.role}. An administrator can change it.`;
    }
  }
  if (rule.whole && viewer.sight !== 'all') {
    return 'This belongs to all repositories, and you see only those of your teams.';
  }
  return undefined;
}

function unknownViewer(rule: Rule): Failure {
  const words = rule.role === undefined ? howToSend : `Sign in first. Or, for tools: ${howToSend}`;
  return refusedToken(words);
}

const refusedToken = (words: string) =>
  new Failure('unauthorized', words, undefined, { 'www-authenticate': 'Bearer' });
