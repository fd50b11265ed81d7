'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { DeadDeliveries } from '@/components/layout/dead-deliveries';
import classes from '@/components/layout/shell.module.css';

const ways = [
  { path: '/', name: 'Overview' },
  { path: '/regressions', name: 'Regressions' },
  { path: '/changes', name: 'Changes' },
  { path: '/welcome', name: 'Set-up' },
  { path: '/settings', name: 'Settings' },
] as const;

/** The ways through the house; the present one is marked. */
export function Navigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className={classes.navigation}>
      {ways.map(({ path, name }) => (
        <Link key={path} href={path} aria-current={currentOf(pathname, path)}>
          {name}
          {path === '/settings' && <DeadDeliveries />}
        </Link>
      ))}
    </nav>
  );
}

function currentOf(pathname: string, path: string): 'page' | 'true' | undefined {
  if (pathname === path) return 'page';
  return path !== '/' && pathname.startsWith(`${path}/`) ? 'true' : undefined;
}
