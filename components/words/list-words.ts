import { datesWords } from '@/components/words/dates';
import { authorsPhrase, failureModeLabels, statusLabels } from '@/components/words/labels';
import { plural } from '@/components/words/rates';
import type { Filter } from '@/lib/domain/filter';
import type { CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

/** The parts of a list joined as in a sentence: `a, b and c`. */
export function listed(parts: readonly string[], joint = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${joint} ${parts.at(-1)}`;
}

/** Which changes a filter picks: `changes by agents in acme/web, merged 2–8 Mar 2026`. */
export function changesPhrase(filter: Filter): string {
  return [
    ' by ',
    listed(filter.authorship.map((authorship) => authorsPhrase[authorship])),
    filter.agent === undefined ? '' : ` (${filter.agent.join(', ')})`,
    filter.repository === undefined ? '' : ` in ${listed(filter.repository)}`,
    mergedPhrase(filter),
  ].join('');
}

function mergedPhrase({ from, to }: Filter): string {
  if (from !== undefined && to !== undefined) return `, merged ${datesWords(from, to)}`;
  if (from !== undefined) return `, merged since ${datesWords(from, from)}`;
  if (to !== undefined) return `, merged up to ${datesWords(to, to)}`;
  return ', merged in the last twelve months of data';
}

/** Which failure modes a list is narrowed down to. */
function failurePhrase(failureMode: readonly CountedFailureMode[] | null): string {
  if (failureMode === null) return '';
  const names = failureMode.map((one) => failureModeLabels[one].toLowerCase());
  return `with the failure mode ${listed(names, 'or')} `;
}

/** What a list of regressions holds, in one sentence. */
export function regressionsSentence(
  filter: Filter,
  {
    status,
    failureMode,
  }: {
    status: readonly RegressionStatus[] | null;
    failureMode: readonly CountedFailureMode[] | null;
  },
  total: number,
): string {
  const changes = `${failurePhrase(failureMode)}of changes${changesPhrase(filter)}`;
  if (status !== null) {
    const which = listed(
      status.map((one) => statusLabels[one].toLowerCase()),
      'or',
    );
    return `${plural(total, `${which} regression`)} ${changes}, whenever they came.`;
  }
  const counted = filter.suspected === 'counted' ? ', suspected ones among them' : '';
  return `${plural(total, 'regression')} ${changes}, within ${filter.window} days of the merge${counted}.`;
}

/** What a list of changes holds, in one sentence. */
export function changesSentence(filter: Filter, total: number): string {
  return `${plural(total, 'change')}${changesPhrase(filter)}.`;
}

/** The sentence of a list that was searched. */
export function searchedSentence(sentence: string, q: string | null): string {
  return q === null ? sentence : `${sentence.slice(0, -1)}, that match “${q}”.`;
}
