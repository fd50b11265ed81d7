import { RestLink } from '@/components/layout/rest-link';
import {
  actionLabels,
  changeKeyOf,
  factsInWords,
  goneWords,
  hasPage,
  reportedWords,
  subjectKinds,
  turnWords,
} from '@/components/settings/audit-words';
import classes from '@/components/settings/settings.module.css';
import { UndoButton } from '@/components/settings/undo-button';
import type { Column } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { Moment } from '@/components/words/moment';
import type { AuditRow } from '@/lib/api/audit';

/** What the audit trail tells of each decision. */
export const auditColumns: readonly Column<AuditRow>[] = [
  { name: 'When', wide: true, cell: ({ at }) => <Moment at={at} /> },
  {
    name: 'What',
    cell: (row) => (
      <>
        {actionLabels[row.action]}: <Subject row={row} />
        <Turn row={row} />
        <div className={table.under}>
          <Moment at={row.at} /> by {row.decidedBy}
          {row.address !== null && ` from ${row.address}`}.
          {row.reason !== '' && ` Because: ${row.reason}`}
        </div>
      </>
    ),
  },
  { name: 'Because', wide: true, cell: ({ reason }) => <bdi>{reason}</bdi> },
  {
    name: 'By',
    wide: true,
    cell: ({ decidedBy, address }) => (
      <>
        <bdi>{decidedBy}</bdi>
        {address !== null && <div className={table.quiet}>from {address}</div>}
      </>
    ),
  },
  { name: 'Undo', cell: (row) => <UndoButton row={row} /> },
];

function Turn({ row }: { row: AuditRow }) {
  const turn = turnWords(row);
  const told = reportedWords(row) ?? goneWords(row) ?? (turn ? undefined : factsInWords(row));
  if (told !== undefined) {
    return (
      <div className={classes.turn}>
        <bdi>{told}</bdi>
      </div>
    );
  }
  if (turn === undefined) return null;
  return (
    <div className={classes.turn}>
      <span className={table.quiet}>{turn.before}</span> → {turn.after}
    </div>
  );
}

const settingWords: ReadonlyMap<string, string> = new Map([
  ['hotfixMarks', 'what marks a hotfix'],
  ['incidentWindows', 'how far before an incident'],
  ['teams', 'the teams'],
  ['counting', 'what counts'],
  ['retention', 'how long bodies are kept'],
  ['errorBudgets', 'the error budgets'],
]);
const settingPages: ReadonlyMap<string, string> = new Map([
  ['retention', '/settings/keeping'],
  ['errorBudgets', '/settings/trust'],
]);
const settingPage = (key: string) => settingPages.get(key) ?? '/settings/regressions';

/** A guardrail has its page while it stands. */
const guardrailPage = ({ subject, undo }: AuditRow) =>
  undo === null ? '/guardrails' : `/guardrails/${subject.replace('guardrail-', '')}`;

/** What a decision is about, with the way there. */
function Subject({ row }: { row: AuditRow }) {
  const { action, subject, repository } = row;
  switch (subjectKinds[action]) {
    case 'change':
      return <To href={addressOf('/changes', subject)}>{subject}</To>;
    case 'rule':
      return <To href="/settings/rules">{subject.replace('-', ' ')}</To>;
    case 'guardrail':
      return <To href={guardrailPage(row)}>{subject.replace('-', ' ')}</To>;
    case 'setting':
      return <To href={settingPage(subject)}>{settingWords.get(subject) ?? subject}</To>;
    case 'repository':
    case 'named':
      return <bdi>{subject}</bdi>;
    case 'regression': {
      const change = `${repository ?? ''}/${changeKeyOf(row) ?? ''}`;
      if (!hasPage(row)) return <To href={addressOf('/changes', change)}>{change}</To>;
      return (
        <>
          <To href={addressOf('/regressions', subject)}>the regression</To> of{' '}
          <To href={addressOf('/changes', change)}>{change}</To>
        </>
      );
    }
  }
}

function To({ href, children }: { href: string; children: string }) {
  return (
    <RestLink href={href}>
      <bdi>{children}</bdi>
    </RestLink>
  );
}
