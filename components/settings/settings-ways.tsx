'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { DeadDeliveries } from '@/components/layout/dead-deliveries';
import classes from '@/components/settings/settings.module.css';

const ways = [
  { path: '/settings/sources', name: 'Sources' },
  { path: '/settings/deliveries', name: 'Deliveries' },
  { path: '/settings/rules', name: 'Rules' },
  { path: '/settings/regressions', name: 'Finding regressions' },
  { path: '/settings/trust', name: 'Trust' },
  { path: '/settings/teams', name: 'Teams' },
  { path: '/settings/keeping', name: 'Keeping' },
  { path: '/settings/audit', name: 'Audit trail' },
] as const;

/** The parts of the settings; the present one is marked. */
export function SettingsWays() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className={classes.ways}>
      {ways.map(({ path, name }) => (
        <Link key={path} href={path} aria-current={pathname === path ? 'page' : undefined}>
          {name}
          {path === '/settings/deliveries' && <DeadDeliveries />}
        </Link>
      ))}
    </nav>
  );
}
