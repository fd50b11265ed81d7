/** The pages that every page leads to, in the groups that they are shown in. */
export const ways = [
  [
    { path: '/', name: 'Overview' },
    { path: '/compare', name: 'Compare' },
    { path: '/weekly', name: 'The week' },
  ],
  [
    { path: '/regressions', name: 'Regressions' },
    { path: '/changes', name: 'Changes' },
  ],
  [
    { path: '/welcome', name: 'Set-up' },
    { path: '/settings', name: 'Settings' },
  ],
] as const;
