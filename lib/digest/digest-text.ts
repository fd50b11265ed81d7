import { mergedWords, regressedWords, titleWords } from '@/components/weekly/weekly-words';
import { addressOf } from '@/components/words/addresses';
import { authorsPhrase, kindLabels } from '@/components/words/labels';
import type { WeeklyAnswer } from '@/lib/api/weekly';
import type { Turn } from '@/lib/domain/digest';

/** Chats read these three as marks of their own, wherever they stand. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replaceAll(/[&<>]/g, (mark) => escapes[mark] ?? mark);

/** A link as Slack writes it, and as others read it from it; the words alone where there is no address. */
const linked = (text: string, path: string, base: string | undefined) =>
  base === undefined
    ? escaped(text)
    : `<${new URL(path, base)}|${escaped(text).replaceAll('|', '¦')}>`;

/**
 * What one week brought, as the text of a chat's message.
 * @param base where people reach this server; links need it.
 */
export function weekText(answer: WeeklyAnswer, base: string | undefined): string {
  const { week, newest } = answer;
  const title = linked(titleWords(answer), `/weekly?week=${week?.from ?? ''}`, base);
  const list = newest.map(
    ({ id, title: words, kind, authorship, agent }) =>
      `• ${linked(words, addressOf('/regressions', id), base)}: ${kindLabels[kind].toLowerCase()}, by ${escaped(agent ?? authorsPhrase[authorship])}`,
  );
  return [
    `*${title}*`,
    escaped(answer.sentence),
    mergedWords(answer),
    ...regressedWords(answer),
    ...list,
  ].join('\n');
}

const turnWords: Record<Turn, string> = {
  higher: 'Agents’ changes now regress more often than people’s',
  lower: 'Agents’ changes now regress less often than people’s',
  open: 'It is no longer settled whether agents’ changes regress more often than people’s',
};

/** That the comparison turned, with the sentence of the overview. */
export function turnText(turn: Turn, sentence: string, base: string | undefined): string {
  return [
    `*${linked(turnWords[turn], '/', base)}*`,
    escaped(sentence),
    'This is told by an interval that stays true however often one looks.',
  ].join('\n');
}
