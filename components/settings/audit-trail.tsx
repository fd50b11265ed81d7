'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { askPages } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Empty } from '@/components/layout/empty';
import { auditColumns } from '@/components/settings/audit-columns';
import { auditParams } from '@/components/settings/audit-params';
import { AuditSearch } from '@/components/settings/audit-search';
import classes from '@/components/settings/settings.module.css';
import { PagedList } from '@/components/tables/paged-list';
import { plural } from '@/components/words/rates';
import { AuditFilter, auditFilePaths, auditQuestion } from '@/lib/api/audit';
import { toSearch } from '@/lib/api/question';

/** Who did what, to which thing, when, from where and why. */
export function AuditTrail() {
  const [values] = useQueryStates(auditParams);
  const query = useInfiniteQuery(askPages(auditQuestion, asAsk(auditQuestion.ask, values)));
  const isNarrow = Object.values(values).some((value) => value !== null);
  const chosen = toSearch(asAsk(AuditFilter, values));
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Audit trail</h1>
        <p className={classes.lead}>
          What people did and decided, from where, and why. It is only ever added to: what is undone
          stays, and so does its undoing. What is chosen below is to be had{' '}
          <a href={`${auditFilePaths.csv}?${chosen}`}>as CSV</a> and{' '}
          <a href={`${auditFilePaths.json}?${chosen}`}>as JSON</a>.
        </p>
      </header>
      <AuditSearch />
      <PagedList
        query={query}
        columns={auditColumns}
        sentence={(total) => `${plural(total, 'entry', 'entries')}, newest first.`}
        empty={
          isNarrow ? (
            <Empty title="Nothing of this choice">No entry matches what is asked above.</Empty>
          ) : (
            <Empty title="Nobody has done anything yet">
              Sign-ins, members, tokens, sources, rules, settings, and what people say of who wrote
              a change or whether it regressed are kept here, with a way back where there is one.
            </Empty>
          )
        }
      />
    </div>
  );
}
