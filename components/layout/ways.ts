import type { ToldViewer } from '@/components/access/viewer';
import { type Role, roles } from '@/lib/domain/member';

interface Way {
  path: string;
  name: string;
  /** The least role that it is shown to; everybody where it is left out. */
  role?: Role;
  /** Only to those who see all repositories: it belongs to no single one. */
  whole?: true;
  /** Only to those who are signed in: it is about themselves. */
  own?: true;
}

/** The pages that every page leads to, in the groups that they are shown in. */
export const ways: readonly (readonly Way[])[] = [
  [
    { path: '/', name: 'Overview' },
    { path: '/compare', name: 'Compare' },
    { path: '/weekly', name: 'The week' },
  ],
  [
    { path: '/agents', name: 'Agents' },
    { path: '/repositories', name: 'Repositories' },
    { path: '/teams', name: 'Teams' },
    { path: '/areas', name: 'Areas' },
  ],
  [
    { path: '/regressions', name: 'Regressions' },
    { path: '/changes', name: 'Changes' },
    { path: '/incidents', name: 'Incidents' },
    { path: '/deployments', name: 'Deployments' },
  ],
  [
    { path: '/guardrails', name: 'Guardrails', whole: true },
    { path: '/trust', name: 'Trust' },
  ],
  [
    { path: '/welcome', name: 'Set-up', role: 'admin' },
    { path: '/settings', name: 'Settings', own: true },
  ],
];

/** The parts of the settings, and who they are shown to. */
export const settingsWays: readonly Way[] = [
  { path: '/settings/account', name: 'Your account', own: true },
  { path: '/settings/sources', name: 'Sources', role: 'admin' },
  { path: '/settings/deliveries', name: 'Deliveries', role: 'admin' },
  { path: '/settings/rules', name: 'Rules', role: 'admin' },
  { path: '/settings/regressions', name: 'Finding regressions', role: 'admin' },
  { path: '/settings/trust', name: 'Trust', role: 'admin' },
  { path: '/settings/teams', name: 'Teams', role: 'admin' },
  { path: '/settings/members', name: 'Members', role: 'admin' },
  { path: '/settings/tokens', name: 'Tokens', role: 'admin' },
  { path: '/settings/digests', name: 'Digests', role: 'admin' },
  { path: '/settings/keeping', name: 'Keeping', role: 'admin' },
  { path: '/settings/sample', name: 'Sample data', role: 'admin' },
  { path: '/settings/audit', name: 'Audit trail', role: 'admin' },
];

/** Those of the ways that somebody may go; nobody goes anywhere. */
export function openTo(list: readonly Way[], viewer: ToldViewer | undefined): Way[] {
  if (viewer === undefined) return [];
  const reach = roles.indexOf(viewer.role);
  return list.filter(
    ({ role, whole, own }) =>
      (role === undefined || roles.indexOf(role) <= reach) &&
      (!whole || viewer.seesAll) &&
      (!own || viewer.person !== null),
  );
}
