import { datesWords } from '@/components/words/dates';
import {
  authorsPhrase,
  failureModeLabels,
  kindLabels,
  sizeLabels,
  statusLabels,
  workLabels,
} from '@/components/words/labels';
import { plural } from '@/components/words/rates';
import { agentName } from '@/lib/domain/agent';
import type { Filter } from '@/lib/domain/filter';
import {
  type CheckOutcome,
  type CountedFailureMode,
  headlineKinds,
  type RegressionStatus,
} from '@/lib/domain/regression';

/** The parts of a list joined as in a sentence: `a, b and c`. */
export function listed(parts: readonly string[], joint = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${joint} ${parts.at(-1)}`;
}

/** The teams that a filter may name, with their names. */
type Teams = readonly { id: string; name: string }[];

/** What a list of changes is picked by besides who wrote them, in the order in which it is told. */
const phrases: readonly ((filter: Filter, teams: Teams) => string)[] = [
  ({ agent }) => (agent === undefined ? '' : ` (${listed(agent.map(agentName))})`),
  ({ repository }) => (repository === undefined ? '' : ` in ${listed(repository)}`),
  ({ team }, teams) =>
    told(
      team?.map((id) => teams.find((one) => one.id === id)?.name ?? id),
      (names) => ` of the ${team?.length === 1 ? 'team' : 'teams'} ${names}`,
    ),
  ({ mode }) => told(mode, (names) => `, ${names} where by agents`),
  ({ kindOfWork }) =>
    told(lowered(kindOfWork, workLabels), (names) => `, whose kind of work is ${names}`),
  ({ size }) => told(lowered(size, sizeLabels), (names) => `, of ${names}`),
  ({ area }) => told(area, (names) => `, touching ${names}`),
  ({ reviewed }) =>
    reviewed === undefined
      ? ''
      : `, reviewed by ${reviewed === 'yes' ? 'another person' : 'nobody else'} before merge`,
  ({ branch }) => told(branch, (names) => `, into ${names}`),
  ({ confidence }) => (confidence === 'high' ? ', by sure marks of agents alone' : ''),
];

/** Which changes a filter picks: `changes by agents in acme/web, merged 2–8 Mar 2026`; `also` tells what else does. */
function changesPhrase(filter: Filter, teams: Teams, also = ''): string {
  const authors = listed(filter.authorship.map((authorship) => authorsPhrase[authorship]));
  const picked = phrases.map((phrase) => phrase(filter, teams)).join('');
  return ` by ${authors}${picked}${also}${timePhrase('merged', filter)}`;
}

/** A phrase of the names that a filter allows; nothing where it leaves them open. */
const told = (names: readonly string[] | undefined, phrase: (names: string) => string) =>
  names === undefined ? '' : phrase(listed(names, 'or'));

const lowered = <Value extends string>(
  values: readonly Value[] | undefined,
  labels: Readonly<Record<Value, string>>,
) => values?.map((value) => labels[value].toLowerCase());

/** When what is listed came to be: `, merged 2–8 Mar 2026`. */
export function timePhrase(came: string, { from, to }: Pick<Filter, 'from' | 'to'>): string {
  if (from !== undefined && to !== undefined) return `, ${came} ${datesWords(from, to)}`;
  if (from !== undefined) return `, ${came} since ${datesWords(from, from)}`;
  if (to !== undefined) return `, ${came} up to ${datesWords(to, to)}`;
  return `, ${came} in the last twelve months of data`;
}

/** Which kinds are listed, where they are not those that count by default. */
function kindPhrase({ kind }: Filter): string {
  return String(kind) === String(headlineKinds)
    ? ''
    : told(lowered(kind, kindLabels), (names) => `of the kind ${names} `);
}

/** Which failure modes a list is narrowed down to. */
function failurePhrase(failureMode: readonly CountedFailureMode[] | null): string {
  return told(
    lowered(failureMode ?? undefined, failureModeLabels),
    (names) => `with the failure mode ${names} `,
  );
}

const checksWords: Record<CheckOutcome, string> = {
  passed: 'had all passed',
  failed: 'had not all passed',
  'not-known': 'are not known',
};

/** Which checks of their changes a list is narrowed down to. */
const checksPhrase = (checks: readonly CheckOutcome[] | null) =>
  told(
    checks?.map((one) => checksWords[one]),
    (names) => `, whose checks ${names}`,
  );

/** What a list of regressions is narrowed down by beside the filter. */
interface Narrowed {
  status: readonly RegressionStatus[] | null;
  failureMode: readonly CountedFailureMode[] | null;
  checks: readonly CheckOutcome[] | null;
}

/** What a list of regressions holds, in one sentence. */
export function regressionsSentence(
  filter: Filter,
  { status, failureMode, checks }: Narrowed,
  total: number,
  teams: Teams,
): string {
  const changes = `${kindPhrase(filter)}${failurePhrase(failureMode)}of changes${changesPhrase(filter, teams, checksPhrase(checks))}`;
  if (status !== null) {
    const which = listed(lowered(status, statusLabels) ?? [], 'or');
    return `${plural(total, `${which} regression`)} ${changes}, whenever they came.`;
  }
  const counted = filter.suspected === 'counted' ? ', suspected ones among them' : '';
  return `${plural(total, 'regression')} ${changes}, within ${filter.window} days of the merge${counted}.`;
}

/** What a list of changes holds, in one sentence. */
export function changesSentence(filter: Filter, total: number, teams: Teams): string {
  return `${plural(total, 'change')}${changesPhrase(filter, teams)}.`;
}

/** The sentence of a list that was searched. */
export function searchedSentence(sentence: string, q: string | null): string {
  return q === null ? sentence : `${sentence.slice(0, -1)}, that match “${q}”.`;
}
