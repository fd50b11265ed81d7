'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Answered } from '@/components/layout/answered';
import { CountingForm } from '@/components/settings/counting-form';
import { HotfixForm } from '@/components/settings/hotfix-form';
import { Part } from '@/components/settings/part';
import { Rejudging } from '@/components/settings/rejudging';
import classes from '@/components/settings/settings.module.css';
import { WindowForm } from '@/components/settings/window-form';
import { settingsQuestion } from '@/lib/api/settings';

/** What people can set of how regressions are found. */
export function RegressionSettings() {
  const query = useQuery(ask(settingsQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Finding regressions</h1>
        <p className={classes.lead}>
          Most regressions are found by what people wrote. Some are found by how you work, so you
          can say how that is, and all that is stored is linked anew. You also say what counts.
        </p>
      </header>
      <Rejudging />
      <Answered query={query} what="The settings" height="30rem">
        {({ settings, services }) => (
          <div className={classes.section}>
            <Part
              title="What counts"
              lead="What pages, weekly summaries and messages count as regressed. Readers can choose otherwise on each page; what they chose stands in its address."
            >
              <CountingForm counting={settings.counting} />
            </Part>
            <Part
              title="Incidents and deployments"
              lead="An incident that names no cause is held against the first deployment of its service in the hours before it, as suspected: it counts only where the reader asks for suspected ones or a person confirms it."
            >
              <WindowForm windows={settings.incidentWindows} services={services} />
            </Part>
            <Part
              title="Hotfixes"
              lead="A change is a hotfix where it carries one of these labels or its branch begins so, whether in capitals or not. What it repairs has regressed."
            >
              <HotfixForm marks={settings.hotfixMarks} />
            </Part>
          </div>
        )}
      </Answered>
    </div>
  );
}
