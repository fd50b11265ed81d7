import type { QueryClient } from '@tanstack/react-query';
import { useViewer } from '@/components/access/viewer';
import {
  changeQuestion,
  type ToldChange,
  type ToldDecision,
  type ToldRegression,
} from '@/lib/api/change';

/** What a decision will make of the answers to a question, before the server has said so. */
export interface Foreseen<Sent> {
  path: string;
  put: (client: QueryClient, sent: Sent) => void;
}

/** What a decision will make of the changes that are told. */
export function foreseenChange<Sent>(
  made: (change: ToldChange, sent: Sent) => ToldChange,
): Foreseen<Sent> {
  const { path } = changeQuestion;
  return {
    path,
    put: (client, sent) => {
      client.setQueriesData<ToldChange>({ queryKey: [path] }, (change) =>
        change === undefined ? undefined : made(change, sent),
      );
    },
  };
}

/** What a decision will make of one regression, on whichever page its change is told. */
export function foreseenRegression<Sent>(
  id: string,
  made: (sent: Sent) => Partial<ToldRegression>,
): Foreseen<Sent> {
  return foreseenChange((change, sent) => withRegression(change, id, made(sent)));
}

/** A change of which one regression is told differently. */
export function withRegression(
  change: ToldChange,
  id: string,
  made: Partial<ToldRegression>,
): ToldChange {
  return {
    ...change,
    regressions: change.regressions.map((one) => (one.id === id ? { ...one, ...made } : one)),
  };
}

/** A change that one of its regressions was taken away from. */
export function withoutRegression(
  change: ToldChange,
  id: string,
  decision: ToldDecision,
): ToldChange {
  const gone = change.regressions.filter((one) => one.id === id);
  return {
    ...change,
    regressions: change.regressions.filter((one) => one.id !== id),
    unlinked: [
      ...change.unlinked,
      ...gone.map(({ kind, cause }) => ({ id, kind, cause, decision })),
    ],
  };
}

/** How the server will write down who said something, and when. */
export function useOwnWord(): (reason: string) => {
  reason: string;
  decidedBy: string;
  decidedAt: string;
} {
  const person = useViewer()?.person;
  const decidedBy = person == null ? 'you' : `${person.name} <${person.email}>`;
  return (reason) => ({ reason, decidedBy, decidedAt: new Date().toISOString() });
}
