'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/settings/settings.module.css';
import { TeamForm } from '@/components/settings/team-form';
import { settingsQuestion } from '@/lib/api/settings';

/** The teams, and the repositories that are each team's own. */
export function TeamSettings() {
  const query = useQuery(ask(settingsQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Teams</h1>
        <p className={classes.lead}>
          A team is a name for some repositories, so that their numbers can be read together. People
          are never counted or ranked. <RestLink href="/teams">See the teams’ numbers</RestLink>, or{' '}
          <RestLink href="/settings/audit">undo a change in the audit trail</RestLink>.
        </p>
      </header>
      <Answered query={query} what="The teams" height="16rem">
        {({ settings }) => <TeamForm teams={settings.teams} />}
      </Answered>
    </div>
  );
}
