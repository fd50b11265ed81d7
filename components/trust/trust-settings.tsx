'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import { BudgetForm } from '@/components/trust/budget-form';
import { settingsQuestion } from '@/lib/api/settings';
import { statusQuestion } from '@/lib/api/status';

/** What people can set of how trust is decided. */
export function TrustSettings() {
  const query = useQuery(ask(settingsQuestion, {}));
  const { data: status } = useQuery(ask(statusQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Trust</h1>
        <p className={classes.lead}>
          Where agents’ changes may be merged with normal review is told under{' '}
          <RestLink href="/trust">Trust</RestLink>. It is measured against a budget that you set.
        </p>
      </header>
      <Answered query={query} what="The settings" height="20rem">
        {({ settings }) => (
          <Part
            title="Error budgets"
            lead="The share of changes that may regress within the window before somebody takes a second look. An agent’s kind of work is proven once even the high end of its likely range is within it. What people manage in the same repository is a good place to start from."
          >
            <BudgetForm
              budgets={settings.errorBudgets}
              repositories={(status?.repositories ?? []).map(({ name }) => name)}
            />
          </Part>
        )}
      </Answered>
    </div>
  );
}
