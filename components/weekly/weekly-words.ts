import { datesWords } from '@/components/words/dates';
import { authorsPhrase, kindLabels } from '@/components/words/labels';
import { countWords, intervalWords, percentWords, plural } from '@/components/words/rates';
import type { WeeklyAnswer } from '@/lib/api/weekly';

/** What was merged in the week, in one sentence. */
export function mergedWords({ merged, mergedBefore, agentShare }: WeeklyAnswer): string {
  const { share, lower, upper } = agentShare;
  const before = `${countWords(mergedBefore)} the week before`;
  const by =
    share === null || lower === null || upper === null
      ? ''
      : `; agents wrote ${percentWords(share, merged)} of them (likely ${intervalWords(lower, upper, merged)})`;
  return `${plural(merged, 'change was', 'changes were')} merged, ${before}${by}.`;
}

/** What came to light in the week, a sentence each for who wrote it. */
export function regressedWords({ regressions }: WeeklyAnswer): string[] {
  return regressions.map(
    ({ authorship, regressions: count, before }) =>
      `${plural(count, 'change', 'changes')} by ${authorsPhrase[authorship]} turned out to have broken something, ${countWords(before)} the week before.`,
  );
}

export function titleWords({ week }: WeeklyAnswer): string {
  return week === null ? 'The week' : `The week ${datesWords(week.from, week.to)}`;
}

/** The whole summary as Markdown; `urlOf` makes the address of a regression. */
export function weeklyMarkdown(answer: WeeklyAnswer, urlOf: (id: string) => string): string {
  const list = answer.newest.map(
    ({ id, title, kind, authorship, agent }) =>
      `- [${title.replaceAll(/[[\]\\]/g, '\\$&')}](${urlOf(id)}): ${kindLabels[kind].toLowerCase()}, by ${agent ?? authorsPhrase[authorship]}`,
  );
  return [
    `## ${titleWords(answer)}`,
    answer.sentence,
    mergedWords(answer),
    regressedWords(answer).join('\n'),
    ...(list.length === 0 ? [] : [list.join('\n')]),
  ].join('\n\n');
}
