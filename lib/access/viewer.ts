import type { Auth } from '@/lib/access/auth';
import { endOutlivedSessions, isOutlived } from '@/lib/access/session-lifetime';
import { verifyToken } from '@/lib/access/tokens';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Role } from '@/lib/domain/member';
import { defaultSettings, Settings } from '@/lib/domain/setting';
import type { Sight } from '@/lib/domain/sight';
import type { TokenScope } from '@/lib/domain/token-scope';
import { knowWhoAsks } from '@/lib/request';

/** Who asks, and what of the repositories they see. */
export type Viewer = { sight: Sight } & (
  | { by: 'person'; id: string; name: string; email: string; role: Role; sessionId: string }
  | { by: 'token'; id: number; name: string; scopes: readonly TokenScope[] }
  /** Anyone, where the server is open to read. */
  | { by: 'anyone'; role: 'viewer' }
);

/** Who a request is from, by its token or its session; undefined for nobody. */
export async function findViewer(
  database: PrismaClient,
  auth: Auth,
  headers: Headers,
  isOpen: boolean,
): Promise<Viewer | { refused: string } | undefined> {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const { token, refused } = await verifyToken(database, authorization);
    if (token === undefined) return { refused };
    knowWhoAsks({ tokenId: token.id });
    return { by: 'token', ...token };
  }
  return (await findPerson(database, auth, headers)) ?? (isOpen ? anyone : undefined);
}

const anyone: Viewer = { by: 'anyone', role: 'viewer', sight: 'all' };

async function findPerson(
  database: PrismaClient,
  auth: Auth,
  headers: Headers,
): Promise<Viewer | undefined> {
  // Without a cookie there is no session to ask the database for.
  if (!headers.has('cookie')) return undefined;
  const found = await auth.api.getSession({ headers });
  if (found === null) return undefined;
  if (isOutlived(found.session, new Date())) {
    await endOutlivedSessions(database, new Date());
    return undefined;
  }
  const person = await database.user.findUnique({ where: { id: found.user.id } });
  if (person === null) return undefined;
  const { id, name, email, teams } = person;
  knowWhoAsks({ personId: id });
  await noteSeen(database, person.id, found.session);
  const role = Role.parse(person.role);
  const sight = role === 'admin' ? 'all' : await sightOf(database, teams);
  return { by: 'person', id, name, email, role, sight, sessionId: found.session.id };
}

const notedAfterMs = 5 * 60_000;

/** Notes now and then that a session is in use, not at every request. */
async function noteSeen(
  database: PrismaClient,
  userId: string,
  { id, updatedAt }: { id: string; updatedAt: Date },
): Promise<void> {
  if (Date.now() - updatedAt.getTime() < notedAfterMs) return;
  await database.$executeRaw`
    with used as (update session set updated_at = now() where id = ${id})
    update person set last_seen_at = now() where id = ${userId}`;
}

/** The repositories of the teams; all where there are none. */
async function sightOf(database: PrismaClient, teams: readonly string[]): Promise<Sight> {
  if (teams.length === 0) return 'all';
  const stored = await database.setting.findUnique({ where: { key: 'teams' } });
  const known = Settings.shape.teams.parse(stored?.value ?? defaultSettings.teams);
  return known.filter(({ id }) => teams.includes(id)).flatMap(({ repositories }) => repositories);
}

/** Who it was, as the audit trail and the things that they made say. */
export function nameOf(viewer: Viewer): string {
  if (viewer.by === 'person') return `${viewer.name} <${viewer.email}>`;
  return viewer.by === 'token' ? `token ${viewer.id} (${viewer.name})` : 'anyone';
}
