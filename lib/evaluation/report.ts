import type { JudgedCommit } from '@/lib/evaluation/compare-authorship';
import type { FoundLink, LabelledLink } from '@/lib/evaluation/compare-links';
import type { Evaluation } from '@/lib/evaluation/evaluate-history';
import type { Who } from '@/lib/evaluation/label';
import { precisionOf, recallOf, type Score } from '@/lib/evaluation/score';

/** The evaluation as lines of text: the figures first, then every disagreement. */
export function reportLines(evaluation: Evaluation): string[] {
  const { authorship, links } = evaluation;
  return [
    headline(evaluation),
    '',
    ...table([
      ['who wrote each commit, alone', authorship.classes],
      ['the agents named', authorship.agents],
      ['reverts and what they undo', [...links.scores, links.strictly]],
    ]),
    '',
    'whole changes, by the label of the commit that landed each',
    ...evaluation.changes.map(
      ({ label, ours, changes }) =>
        `  ${label === ours ? ours : `${label} → ${ours}`} ${count(changes)}`,
    ),
    ...section('commits judged otherwise than labelled', authorship.disagreements, commitLines),
    ...section('links to other changes than labelled', links.wrong, linkLines),
    ...section('labelled links missed', links.missed, missedLines),
    ...section('right links of the other kind than labelled', links.otherKind, linkLines),
    ...section(
      'links of labelled reverts whose target the labels do not know',
      links.beyond,
      linkLines,
    ),
    ...section('links of changes that are labelled no revert', links.unlabelled, linkLines),
    ...section(
      'links of labelled reverts that are too unsure to count',
      links.suspected,
      linkLines,
    ),
  ];
}

function headline({ repository, branch, labels }: Evaluation): string {
  const { commits, known, reverts } = labels;
  const others = commits === known ? '' : `, ${count(commits - known)} not in this history`;
  return `${repository}, branch ${branch}: ${count(commits)} labelled commits${others}; ${count(reverts)} labelled reverts.`;
}

function table(parts: readonly [string, readonly Score[]][]): string[] {
  const width = Math.max(
    ...parts
      .flatMap(([title, scores]) => [title, ...scores.map(nameOf)])
      .map(({ length }) => length),
  );
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  return parts.flatMap(([title, scores], index) => [
    row(title, index === 0 ? ['labelled', 'found', 'ours', 'right', 'precision', 'recall'] : []),
    ...scores.map((score) =>
      row(nameOf(score), [
        ...[score.labelled, score.found, score.ours, score.right].map(count),
        ...[precisionOf(score), recallOf(score)].map((share) => share?.toFixed(4) ?? '–'),
      ]),
    ),
  ]);
}

const nameOf = ({ name }: Score) => `  ${name}`;

function section<Item>(
  title: string,
  list: readonly Item[],
  linesOf: (item: Item) => string[],
): string[] {
  const lines = list.flatMap(linesOf).map((line) => `  ${line}`);
  return ['', `${count(list.length)} ${title}${list.length === 0 ? '.' : ':'}`, ...lines];
}

function commitLines({ sha, subject, label, ours, evidence }: JudgedCommit): string[] {
  return [
    `${sha.slice(0, 10)} labelled ${whoWords(label)}, judged ${whoWords(ours)}: ${plain(subject)}`,
    ...evidence.slice(0, 3).map(({ rule, matched }) => `  ${rule}: ${plain(matched)}`),
  ];
}

function whoWords({ authorship, agents }: Who): string {
  return agents.length === 0 ? authorship : `${authorship} (${agents.join(', ')})`;
}

function missedLines({ kind, cause, target, form }: LabelledLink): string[] {
  return [`${kind} ${short(cause)} of ${short(target)} (${form})`];
}

function linkLines({ kind, cause, target, rule, matched }: FoundLink): string[] {
  return [`${kind} ${short(cause)} of ${short(target)}`, `  ${rule}: ${plain(matched)}`];
}

/** A change by its number, or by its sha as one reads it. */
const short = (key: string) => (/^\d{1,9}$/.test(key) ? `#${key}` : key.slice(0, 10));

/** Messages are strangers' words: no line breaks, no escape sequences, no end. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ').slice(0, 160);

const count = (number: number) => number.toLocaleString('en-US');
