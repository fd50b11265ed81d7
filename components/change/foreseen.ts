import type { QueryClient } from '@tanstack/react-query';
import { useViewer } from '@/components/access/viewer';
import { changeQuestion, type ToldChange, type ToldRegression } from '@/lib/api/change';

/** What a decision will make of the answers to a question, before the server has said so. */
export interface Foreseen<Sent> {
  path: string;
  put: (client: QueryClient, sent: Sent) => void;
}

/** What a decision will make of one regression, on whichever page its change is told. */
export function foreseenRegression<Sent>(
  id: string,
  made: (sent: Sent) => Partial<ToldRegression>,
): Foreseen<Sent> {
  const { path } = changeQuestion;
  return {
    path,
    put: (client, sent) => {
      client.setQueriesData<ToldChange>({ queryKey: [path] }, (change) =>
        change === undefined ? undefined : withRegression(change, id, made(sent)),
      );
    },
  };
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
