'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useId, useState } from 'react';
import { useViewer } from '@/components/access/viewer';
import { DeadDeliveries } from '@/components/layout/dead-deliveries';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/layout/shell.module.css';
import { openTo, ways } from '@/components/layout/ways';

/** The ways through the house; the present one is marked. Narrow screens unfold them by a button. */
export function Navigation() {
  const pathname = usePathname();
  const id = useId();
  const viewer = useViewer();
  const groups = ways.map((group) => openTo(group, viewer)).filter((group) => group.length > 0);
  const [isOpen, setIsOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever arrives somewhere has chosen
  useEffect(() => setIsOpen(false), [pathname]);
  return (
    <>
      <button
        type="button"
        className={classes.menu}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        Menu
      </button>
      <nav aria-label="Main" id={id} className={classes.navigation} data-open={isOpen}>
        {groups.map((group) => (
          <ul key={group[0]?.path}>
            {group.map(({ path, name }) => (
              <li key={path}>
                <RestLink href={path} aria-current={currentOf(pathname, path)}>
                  {name}
                  {path === '/settings' && <DeadDeliveries />}
                </RestLink>
              </li>
            ))}
          </ul>
        ))}
      </nav>
    </>
  );
}

function currentOf(pathname: string, path: string): 'page' | 'true' | undefined {
  if (pathname === path) return 'page';
  return path !== '/' && pathname.startsWith(`${path}/`) ? 'true' : undefined;
}
