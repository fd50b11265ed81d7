'use client';

import { useViewer } from '@/components/access/viewer';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/layout/shell.module.css';

/** Says on every page that anyone may read this, where it is so. */
export function OpenBanner() {
  const viewer = useViewer();
  if (viewer === undefined || viewer.person !== null) return null;
  return (
    <aside className={classes.sample} aria-label="Open to read">
      <span>
        <strong>Open to read:</strong> whoever reaches this address sees everything here.
      </span>
      <RestLink href="/sign-in">Sign in</RestLink>
    </aside>
  );
}
