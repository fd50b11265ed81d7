'use client';

import { usePathname } from 'next/navigation';
import { useViewer } from '@/components/access/viewer';
import { DeadDeliveries } from '@/components/layout/dead-deliveries';
import { RestLink } from '@/components/layout/rest-link';
import { openTo, settingsWays } from '@/components/layout/ways';
import classes from '@/components/settings/settings.module.css';

/** The parts of the settings; the present one is marked. */
export function SettingsWays() {
  const pathname = usePathname();
  const viewer = useViewer();
  return (
    <nav aria-label="Settings" className={classes.ways}>
      {openTo(settingsWays, viewer).map(({ path, name }) => (
        <RestLink key={path} href={path} aria-current={pathname === path ? 'page' : undefined}>
          {name}
          {path === '/settings/deliveries' && <DeadDeliveries />}
        </RestLink>
      ))}
    </nav>
  );
}
