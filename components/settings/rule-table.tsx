'use client';

import { Button } from '@mantine/core';
import { sendRequest } from '@/components/fetch-answer';
import { useRemove } from '@/components/layout/removals';
import { placeLabels, ruleWords, scopeWords, whoseWords } from '@/components/settings/rule-words';
import classes from '@/components/settings/settings.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { confidenceLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import { type RulesAnswer, rulesQuestion, type ToldRule } from '@/lib/api/rules';
import { Removal } from '@/lib/api/undo';
import type { Rule } from '@/lib/domain/rule';

interface Row extends Omit<ToldRule, 'id'> {
  id: string;
}

const modeWords = ({ found, mode, authorship }: Rule) => {
  if (found === 'account' || authorship !== 'agent') return '';
  return mode === 'autonomous' ? 'on changes that the agent opens' : 'on anybody’s changes';
};

const columns: readonly Column<Row>[] = [
  {
    name: 'Mark',
    cell: ({ rule, addedBy, addedAt }) => (
      <>
        <span className={classes.pattern}>{rule.pattern}</span>
        <div className={table.quiet}>
          {[placeLabels[rule.found], modeWords(rule)].filter(Boolean).join(', ')}
        </div>
        <div className={table.under}>
          Is: {whoseWords(rule)}. In {scopeWords(rule)}. {confidenceLabels[rule.confidence]}.
          Because: {rule.reason}. <Added by={addedBy} at={addedAt} />
        </div>
      </>
    ),
  },
  { name: 'Is', wide: true, cell: ({ rule }) => whoseWords(rule) },
  {
    name: 'Holds in',
    wide: true,
    cell: ({ rule }) => (
      <>
        <bdi>{scopeWords(rule)}</bdi>
        <div className={table.quiet}>{confidenceLabels[rule.confidence]}</div>
      </>
    ),
  },
  { name: 'Because', wide: true, cell: ({ rule }) => <bdi>{rule.reason}</bdi> },
  {
    name: 'Added',
    wide: true,
    cell: ({ addedBy, addedAt }) => <Added by={addedBy} at={addedAt} />,
  },
  { name: 'Revoke', cell: (row) => <Revoke {...row} /> },
];

/** The rules that people added and that stand, each with a button that revokes it. */
export function RuleTable({ rules }: { rules: readonly ToldRule[] }) {
  if (rules.length === 0) {
    return (
      <p className={classes.quiet}>
        None yet: all is judged by the marks below. Most often the first is an account of your own
        that an agent works with.
      </p>
    );
  }
  const rows = rules.map((one) => ({ ...one, id: `${one.id}` }));
  return (
    <div className={classes.bare}>
      <DataTable caption={plural(rows.length, 'rule')} columns={columns} rows={rows} />
    </div>
  );
}

function Added({ by, at }: { by: string; at: string }) {
  return (
    <>
      <Moment at={at} dateOnly /> by {by}
    </>
  );
}

function Revoke({ id, rule }: Row) {
  const revoking = useRemove<RulesAnswer>({
    told: `The rule “${ruleWords(rule)}” is revoked.`,
    send: () => sendRequest('DELETE', `${rulesQuestion.path}?id=${id}`, Removal),
    path: rulesQuestion.path,
    without: ({ rules, ...rest }) => ({
      ...rest,
      rules: rules.filter((one) => `${one.id}` !== id),
    }),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`Revoke: ${ruleWords(rule)}`}
      onClick={() => revoking.mutate()}
    >
      Revoke
    </Button>
  );
}
