import classes from '@/components/guardrails/guardrails.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { dateWords } from '@/components/words/dates';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { countWords, percentWords, plural } from '@/components/words/rates';
import type { GuardrailAnswer, MixRow } from '@/lib/api/guardrail';
import { agentName } from '@/lib/domain/agent';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';

const touchesWords = {
  same: 'to the same changes',
  comparison: 'to what it is compared with',
  both: 'to the same changes and to what they are compared with',
} as const;

const workLabel = (value: string) => {
  const kind = KindOfWork.safeParse(value).data;
  return kind === undefined ? value : workLabels[kind];
};
const sizeLabel = (value: string) => {
  const size = SizeBucket.safeParse(value).data;
  return size === undefined ? value : sizeLabels[size];
};

/** What else changed in the same weeks and could explain the difference as well. */
export function GuardrailMix({ answer: { mix, otherGuardrails } }: { answer: GuardrailAnswer }) {
  const mixes = [
    { name: 'Size of change', rows: mix.size, labelOf: sizeLabel },
    { name: 'Kind of work', rows: mix.kindOfWork, labelOf: workLabel },
    { name: 'Agent', rows: mix.agent, labelOf: agentName },
  ];
  const moved = mixes.flatMap(({ rows }) => rows).filter((row) => row.moved).length;
  return (
    <section aria-labelledby="else">
      <h2 id="else">What else changed in the same weeks</h2>
      {otherGuardrails.length === 0 ? (
        <p>No other guardrail came to these changes or to what they are compared with.</p>
      ) : (
        <ul className={classes.others}>
          {otherGuardrails.map(({ id, name, since, touches }) => (
            <li key={id}>
              <RestLink href={`/guardrails/${id}`}>
                <bdi>{name}</bdi>
              </RestLink>{' '}
              came {touchesWords[touches]} on {dateWords(since)}.
            </li>
          ))}
        </ul>
      )}
      <p>
        {moved === 0
          ? 'The mix of work did not move by more than chance explains.'
          : `The mix of work moved in ${plural(moved, 'line')}, in bold and marked “moved”: by at least five points and by more than chance explains. Larger or riskier work regresses more often, whatever came.`}{' '}
        The versions of agents are not known here; an agent that is new, or gone, is below.
      </p>
      <div className={classes.mixes}>
        {mixes
          .filter(({ rows }) => rows.length > 0)
          .map(({ name, rows, labelOf }) => (
            <Mix key={name} name={name} rows={rows} labelOf={labelOf} />
          ))}
      </div>
    </section>
  );
}

function Mix({
  name,
  rows,
  labelOf,
}: {
  name: string;
  rows: readonly MixRow[];
  labelOf: (value: string) => string;
}) {
  return (
    <table className={classes.mix}>
      <caption>
        {name}
        <span className={classes.quiet}>{totalWords(rows)}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Changes</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Moved by points</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, before, after, difference, moved }) => (
          <tr key={value} data-moved={moved}>
            <th scope="row">
              <bdi>{labelOf(value)}</bdi>
            </th>
            <td>{partWords(before)}</td>
            <td>{partWords(after)}</td>
            <td>
              {differenceWords(difference)}
              {moved && ' · moved'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function totalWords([row]: readonly MixRow[]): string {
  if (row === undefined) return '';
  return `, of ${plural(row.before.of, 'change')} before and ${countWords(row.after.of)} after`;
}

function partWords({ changes, share }: MixRow['before']): string {
  if (share === null) return 'no changes';
  return `${percentWords(share, 0)} (${countWords(changes)})`;
}

function differenceWords({ value, lower, upper }: MixRow['difference']): string {
  if (value === null || lower === null || upper === null) return '–';
  return `${points(value)} (likely ${points(lower)} to ${points(upper)})`;
}

function points(value: number): string {
  const whole = Math.round(value * 100);
  if (whole === 0) return '0';
  return `${whole > 0 ? '+' : '−'}${Math.abs(whole)}`;
}
