import type { ReactNode } from 'react';
import { OpenBanner } from '@/components/access/open-banner';
import { SignedIn } from '@/components/access/signed-in';
import { Freshness } from '@/components/layout/freshness';
import { Jump } from '@/components/layout/jump';
import { Navigation } from '@/components/layout/navigation';
import { RestLink } from '@/components/layout/rest-link';
import { SampleBanner } from '@/components/layout/sample-banner';
import classes from '@/components/layout/shell.module.css';
import { ThemeSwitch } from '@/components/layout/theme-switch';
import { Unreached } from '@/components/layout/unreached';

/** What every page has: the name, the ways, how fresh the data is, and whether it is real. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={classes.skip} href="#content" data-print="never">
        Skip to the content
      </a>
      <OpenBanner />
      <SampleBanner />
      <div className={classes.frame}>
        <header className={classes.side}>
          <RestLink className={classes.name} href="/">
            Aftermerge
          </RestLink>
          <Jump />
          <Navigation />
          <div className={classes.aside}>
            <Freshness />
            <ThemeSwitch />
          </div>
          <SignedIn />
        </header>
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Unreached />
    </>
  );
}
