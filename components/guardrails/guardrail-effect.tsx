import { Glyph } from '@/components/charts/glyph';
import { IntervalBar, scaleOf } from '@/components/charts/interval-bar';
import { againstMeanings } from '@/components/guardrails/guardrail-words';
import classes from '@/components/guardrails/guardrails.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { datesWords } from '@/components/words/dates';
import { countWords, intervalWords, percentWords } from '@/components/words/rates';
import type { Rate } from '@/lib/api/definition';
import type { GuardrailAnswer } from '@/lib/api/guardrail';

const elsewhere = {
  others: { looks: 'automation', name: 'Elsewhere: agents’ changes in the other repositories' },
  human: { looks: 'human', name: 'For comparison: people’s changes in the same repositories' },
} as const;

/** What the rate did when it came, against the comparison, and how far that can be believed. */
export function GuardrailEffect({ answer }: { answer: GuardrailAnswer }) {
  const { against, before, after, effect, verdict, links } = answer;
  const { treated, control } = effect;
  const top = scaleOf([
    treated.before,
    treated.after,
    ...(control === null ? [] : [control.before, control.after]),
  ]);
  const spans = [datesWords(before.from, before.to), datesWords(after.from, after.to)] as const;
  return (
    <section aria-labelledby="effect">
      <h2 id="effect" className={classes.verdict}>
        {verdict.sentence}
      </h2>
      <p className={classes.estimate}>{effect.sentence}</p>
      <p className={classes.proof}>
        This is not proof. Nobody decided by lot where it came: what else changed in the same weeks
        is in it as well, and stands below. {againstMeanings[against]}
      </p>
      <div className={classes.sides}>
        <div className={classes.side}>
          <h3>
            <Glyph authorship="agent" /> Where it came
          </h3>
          <Rates
            rates={[treated.before, treated.after]}
            spans={spans}
            top={top}
            color="var(--series-agent)"
            links={[links.before, links.after]}
          />
        </div>
        {control !== null && against !== 'none' && (
          <div className={classes.side}>
            <h3>
              <Glyph authorship={elsewhere[against].looks} /> {elsewhere[against].name}
            </h3>
            <Rates
              rates={[control.before, control.after]}
              spans={spans}
              top={top}
              color={against === 'human' ? 'var(--series-human)' : 'var(--series-other)'}
            />
          </div>
        )}
      </div>
      <p className={classes.quiet}>
        Regressions within {effect.definition.windowDays} days of the merge. The same by the API:{' '}
        <a href={links.beforeAfter}>before-after</a>.
      </p>
    </section>
  );
}

function Rates({
  rates: [before, after],
  spans,
  top,
  color,
  links,
}: {
  rates: readonly [Rate, Rate];
  spans: readonly [string, string];
  top: number;
  color: string;
  links?: readonly [string, string];
}) {
  return (
    <dl className={classes.rates}>
      <div>
        <dt>Before: {spans[0]}</dt>
        <Told rate={before} top={top} color={color} link={links?.[0]} />
      </div>
      <div>
        <dt>After: {spans[1]}</dt>
        <Told rate={after} top={top} color={color} link={links?.[1]} />
      </div>
    </dl>
  );
}

function Told({
  rate: told,
  top,
  color,
  link,
}: {
  rate: Rate;
  top: number;
  color: string;
  link: string | undefined;
}) {
  const { rate, lower, upper, regressions, changes } = told;
  const counts = `${countWords(regressions)} of ${countWords(changes)} changes`;
  return (
    <dd>
      {rate !== null && lower !== null && upper !== null ? (
        <>
          <strong>{percentWords(rate, changes)}</strong>{' '}
          <span className={classes.quiet}>likely {intervalWords(lower, upper, changes)}</span>
        </>
      ) : (
        <span>{changes === 0 ? 'no changes' : 'too young for a rate'}</span>
      )}
      <IntervalBar rate={told} top={top} color={color} />
      <span className={classes.quiet}>
        {link === undefined ? counts : <RestLink href={link}>{counts}</RestLink>}
      </span>
    </dd>
  );
}
