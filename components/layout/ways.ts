/** The pages that every page leads to, in the groups that they are shown in. */
export const ways = [
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
    { path: '/guardrails', name: 'Guardrails' },
    { path: '/trust', name: 'Trust' },
  ],
  [
    { path: '/welcome', name: 'Set-up' },
    { path: '/settings', name: 'Settings' },
  ],
] as const;
