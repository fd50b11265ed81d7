import type { ReactNode } from 'react';
import classes from '@/components/settings/settings.module.css';
import { SettingsWays } from '@/components/settings/settings-ways';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className={classes.settings}>
      <SettingsWays />
      {children}
    </div>
  );
}
