'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { Answered } from '@/components/layout/answered';
import { KnownMarks } from '@/components/settings/known-marks';
import { Part } from '@/components/settings/part';
import { Rejudging } from '@/components/settings/rejudging';
import type { RuleDraft } from '@/components/settings/rule-draft';
import { RuleForm } from '@/components/settings/rule-form';
import { RuleTable } from '@/components/settings/rule-table';
import classes from '@/components/settings/settings.module.css';
import { rulesQuestion } from '@/lib/api/rules';

/** What changes are judged by: people's rules, how to add one, and what is known anyway. */
export function RulesSettings({ draft }: { draft: RuleDraft }) {
  const query = useQuery(ask(rulesQuestion, {}));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Rules</h1>
        <p className={classes.lead}>
          A rule tells Aftermerge whose mark something is that it does not know by itself: an
          account, a trailer, a branch. Every change is then judged anew.
        </p>
      </header>
      <Part title="Add a rule">
        <RuleForm initial={draft} />
      </Part>
      <Rejudging />
      <Answered query={query} what="The rules" height="20rem">
        {({ rules, marks }) => (
          <div className={classes.section}>
            <Part title="Your rules">
              <RuleTable rules={rules} />
            </Part>
            <Part
              title="Marks that are known"
              lead="What agents leave behind, with how much each is worth. A rule of yours goes before them. Between signs: … stands for anything, brackets hold what may be missing."
            >
              <KnownMarks marks={marks} />
            </Part>
          </div>
        )}
      </Answered>
    </div>
  );
}
