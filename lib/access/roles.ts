import { type Role, roles } from '@/lib/domain/member';
import type { TokenScope } from '@/lib/domain/token-scope';

/** Who may use an address: people from a role on, tokens of a scope, or whoever the address itself proves. */
export interface Rule {
  /** The least role that may; nobody by signing in where it is left out. */
  role?: Role;
  /** Tokens of this scope may as well. */
  scope?: TokenScope;
  /** `anyone`: needs no proof. `signature`: the sender's own proof is checked where the body is read. */
  open?: 'anyone' | 'signature';
  /** Asked by balancers, who must hear of this server whatever else comes from their address: not limited. */
  probe?: true;
  /** Only those who see all repositories: what it tells or changes belongs to no single one. */
  whole?: true;
}

const anyone: Rule = { open: 'anyone' };
const probe: Rule = { ...anyone, probe: true };
const signed: Rule = { open: 'signature' };
const post: Rule = { scope: 'post' };
const read: Rule = { role: 'viewer', scope: 'read' };
const readWhole: Rule = { ...read, whole: true };
const gate: Rule = { role: 'viewer', scope: 'gate' };
/** Things of the pages themselves, which no token needs. */
const view: Rule = { role: 'viewer' };
const viewWhole: Rule = { ...view, whole: true };
const edit: Rule = { role: 'editor' };
const editWhole: Rule = { ...edit, whole: true };
const administer: Rule = { role: 'admin' };

/**
 * Who may do what: every page and every method of every route, by its place in the tree. What is not in
 * this table is refused.
 */
export const rules = {
  'GET /healthz': probe,
  'GET /readyz': probe,
  'GET /metrics': { scope: 'metrics', whole: true },
  'GET /api/auth/[...all]': anyone,
  'POST /api/auth/[...all]': anyone,
  'POST /api/v1/join': anyone,
  'POST /api/v1/one-time-link': anyone,
  'PAGE /sign-in': anyone,
  'PAGE /join': anyone,

  'POST /api/webhooks/[source]': signed,
  'POST /api/v1/events': post,
  'POST /api/v1/checks/junit': post,

  'PAGE /': view,
  'PAGE /agents': view,
  'PAGE /agents/[...id]': view,
  'PAGE /areas': view,
  'PAGE /areas/[...id]': view,
  'PAGE /repositories': view,
  'PAGE /repositories/[...id]': view,
  'PAGE /teams': view,
  'PAGE /teams/[...id]': view,
  'PAGE /changes': view,
  'PAGE /changes/[...id]': view,
  'PAGE /compare': view,
  'PAGE /deployments': view,
  'PAGE /deployments/[...id]': view,
  'PAGE /guardrails': viewWhole,
  'PAGE /guardrails/[id]': viewWhole,
  'PAGE /incidents': view,
  'PAGE /incidents/[...id]': view,
  'PAGE /regressions': view,
  'PAGE /regressions/[...id]': view,
  'PAGE /trust': view,
  'PAGE /weekly': view,
  'PAGE /settings/account': view,

  'GET /api/v1/agent-versions': read,
  'GET /api/v1/areas': read,
  'GET /api/v1/before-after': read,
  'GET /api/v1/breakdown': read,
  'GET /api/v1/change': read,
  'GET /api/v1/changes': read,
  'GET /api/v1/changes.csv': read,
  'GET /api/v1/changes.json': read,
  'GET /api/v1/cohorts': read,
  'GET /api/v1/compare': read,
  'GET /api/v1/curve': read,
  'GET /api/v1/deployment': read,
  'GET /api/v1/deployments': read,
  'GET /api/v1/deployments.csv': read,
  'GET /api/v1/deployments.json': read,
  'GET /api/v1/dora': read,
  'GET /api/v1/earlier-regressions': read,
  'GET /api/v1/failure-modes': read,
  'GET /api/v1/figures': read,
  'GET /api/v1/flow': read,
  'GET /api/v1/freshness': read,
  'GET /api/v1/gate': gate,
  'GET /api/v1/green': read,
  'GET /api/v1/groups': read,
  'GET /api/v1/guardrail': readWhole,
  'GET /api/v1/guardrail-effects': readWhole,
  'GET /api/v1/guardrails': readWhole,
  'GET /api/v1/heat-map': read,
  'GET /api/v1/incident': read,
  'GET /api/v1/incidents': read,
  'GET /api/v1/incidents.csv': read,
  'GET /api/v1/incidents.json': read,
  'GET /api/v1/notes': read,
  'GET /api/v1/pulse': view,
  'GET /api/v1/rates': read,
  'GET /api/v1/regression': read,
  'GET /api/v1/regression-neighbours': read,
  'GET /api/v1/regressions': read,
  'GET /api/v1/regressions.csv': read,
  'GET /api/v1/regressions.json': read,
  'GET /api/v1/reproduce.r': read,
  'GET /api/v1/rows.csv': read,
  'GET /api/v1/same-people': read,
  'GET /api/v1/status': read,
  'GET /api/v1/trend': read,
  'GET /api/v1/trust': read,
  'GET /api/v1/trust.csv': read,
  'GET /api/v1/trust.json': read,
  'GET /api/v1/views': view,
  'GET /api/v1/weekly': read,

  'PUT /api/v1/decision': edit,
  'DELETE /api/v1/decision': edit,
  'POST /api/v1/decisions': edit,
  'DELETE /api/v1/decisions': edit,
  'POST /api/v1/link': edit,
  'PUT /api/v1/failure-mode': edit,
  'DELETE /api/v1/failure-mode': edit,
  'POST /api/v1/failure-modes': edit,
  'DELETE /api/v1/failure-modes': edit,
  'POST /api/v1/notes': edit,
  'PUT /api/v1/notes': edit,
  'DELETE /api/v1/notes': edit,
  'PUT /api/v1/override': edit,
  'DELETE /api/v1/override': edit,
  'POST /api/v1/undo': edit,
  'POST /api/v1/views': edit,
  'PUT /api/v1/views': edit,
  'DELETE /api/v1/views': edit,
  'POST /api/v1/guardrails': editWhole,
  'DELETE /api/v1/guardrails': editWhole,

  'PAGE /settings': view,
  'PAGE /settings/rules': administer,
  'PAGE /settings/regressions': administer,
  'PAGE /settings/trust': administer,
  'PAGE /settings/teams': administer,
  'PAGE /settings/sources': administer,
  'PAGE /settings/deliveries': administer,
  'PAGE /settings/deliveries/view': administer,
  'PAGE /settings/keeping': administer,
  'PAGE /settings/sample': administer,
  'PAGE /settings/audit': administer,
  'PAGE /settings/members': administer,
  'PAGE /settings/tokens': administer,
  'PAGE /settings/digests': administer,
  'PAGE /welcome': administer,

  'GET /api/v1/own-sessions': view,
  'DELETE /api/v1/own-sessions': view,
  'GET /api/v1/members': administer,
  'PUT /api/v1/members': administer,
  'DELETE /api/v1/members': administer,
  'POST /api/v1/invitations': administer,
  'DELETE /api/v1/invitations': administer,
  'POST /api/v1/password-link': administer,
  'DELETE /api/v1/member-sessions': administer,
  'GET /api/v1/tokens': administer,
  'POST /api/v1/tokens': administer,
  'DELETE /api/v1/tokens': administer,
  'GET /api/v1/digests': administer,
  'POST /api/v1/digests': administer,
  'DELETE /api/v1/digests': administer,
  'POST /api/v1/digest-test': administer,
  'GET /api/v1/audit': administer,
  'GET /api/v1/audit.csv': administer,
  'GET /api/v1/audit.json': administer,
  'GET /api/v1/deliveries': administer,
  'GET /api/v1/delivery': administer,
  'POST /api/v1/replay': administer,
  'GET /api/v1/imports': administer,
  'POST /api/v1/imports': administer,
  'GET /api/v1/keeping': administer,
  'GET /api/v1/rejudgements': readWhole,
  'GET /api/v1/repository': administer,
  'POST /api/v1/repository-deletion': administer,
  'GET /api/v1/rules': readWhole,
  'POST /api/v1/rules': administer,
  'DELETE /api/v1/rules': administer,
  'POST /api/v1/sample': administer,
  'DELETE /api/v1/sample': administer,
  'GET /api/v1/settings': readWhole,
  'PUT /api/v1/settings': administer,
  'DELETE /api/v1/settings': administer,
  'GET /api/v1/sources': administer,
  'POST /api/v1/sources': administer,
  'PUT /api/v1/sources': administer,
  'DELETE /api/v1/sources': administer,
  'POST /api/v1/source-secret': administer,
  'DELETE /api/v1/source-secret': administer,
  'POST /api/v1/source-test': administer,
} as const satisfies Record<string, Rule>;

type Named = keyof typeof rules;
/** A page by its place in the tree. */
export type PagePath = Named extends infer Name
  ? Name extends `PAGE ${infer Path}`
    ? Path
    : never
  : never;

const byName: Readonly<Record<string, Rule>> = rules;

/** A request by its method and its place in the tree, as the table names it; undefined where it does not. */
export function placeOf(method: string, pathname: string): string | undefined {
  // Next answers HEAD with what GET would.
  const asked = method === 'HEAD' ? 'GET' : method;
  const places = [pathname, withoutOwnPart(pathname)].map((path) => `${asked} ${path}`);
  return places.find((place) => byName[place] !== undefined);
}

/** The rule of a request, or undefined where the table has none: then nobody may. */
export function ruleOf(method: string, pathname: string): Rule | undefined {
  const place = placeOf(method, pathname);
  return place === undefined ? undefined : byName[place];
}

/** The few addresses that end in a part of their own, as the tree has them. */
function withoutOwnPart(pathname: string): string {
  if (pathname.startsWith('/api/auth/')) return '/api/auth/[...all]';
  return pathname.replace(/^(\/api\/webhooks)\/[^/]+$/, '$1/[source]');
}

/** Whether a role reaches what another one may. */
export function reaches(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
