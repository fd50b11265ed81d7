'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { For, useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { GuardrailForm } from '@/components/guardrails/guardrail-form';
import { RemoveButton } from '@/components/guardrails/guardrail-removal';
import {
  guardrailLabels,
  guardrailReasons,
  scopeWords,
} from '@/components/guardrails/guardrail-words';
import classes from '@/components/guardrails/guardrails.module.css';
import { Answered } from '@/components/layout/answered';
import { Failed } from '@/components/layout/failed';
import { PageHead } from '@/components/layout/page-head';
import { RestLink } from '@/components/layout/rest-link';
import { dateWords } from '@/components/words/dates';
import { type GuardrailEffectsAnswer, guardrailEffectsQuestion } from '@/lib/api/guardrail-effects';
import { guardrailsQuestion, type ToldGuardrail } from '@/lib/api/guardrails';
import type { GuardrailKind } from '@/lib/domain/guardrail';

const usualEffects = guardrailEffectsQuestion.ask.parse({});
const taught = ['memory', 'tests', 'telemetry', 'review'] as const;

/** The practices that people adopted, each with its effect, and the form that adds one. */
export function GuardrailList() {
  const query = useQuery(ask(guardrailsQuestion, {}));
  const effects = useQuery(ask(guardrailEffectsQuestion, usualEffects));
  const mayEdit = useMay('editor');
  const [adding, setAdding] = useState<GuardrailKind>();
  return (
    <>
      <PageHead title="Guardrails">
        <RestLink href="/trust">Trust</RestLink>
      </PageHead>
      <p className={classes.lead}>
        A guardrail is a practice that you adopted on a day, so that fewer changes break something.
        Say which and when, and see what the rate did before and after, against where it did not
        come.
      </p>
      {adding !== undefined && (
        <GuardrailForm key={adding} kind={adding} onCancel={() => setAdding(undefined)} />
      )}
      <Answered query={query} what="The guardrails" height="24rem">
        {({ guardrails }) =>
          guardrails.length === 0 ? (
            <Teaching onAdd={setAdding} />
          ) : (
            <>
              {mayEdit && adding === undefined && (
                <p className={classes.adding}>
                  <Button size="compact-md" onClick={() => setAdding('tests')}>
                    Add a guardrail
                  </Button>
                </p>
              )}
              {effects.error !== null && (
                <Failed
                  what="What they did could not be compared."
                  why={effects.error.message}
                  retry={() => effects.refetch()}
                />
              )}
              <ul className={classes.list}>
                {guardrails.map((guardrail) => (
                  <Item key={guardrail.id} guardrail={guardrail}>
                    {!effects.isError && <Effect of={guardrail} among={effects.data} />}
                  </Item>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Item({ guardrail, children }: { guardrail: ToldGuardrail; children: ReactNode }) {
  const { id, name, kind, since, what } = guardrail;
  return (
    <li className={classes.item}>
      <div>
        <h2 className={classes.name}>
          <RestLink href={`/guardrails/${id}`}>
            <bdi>{name}</bdi>
          </RestLink>
        </h2>
        <p className={classes.quiet}>
          {guardrailLabels[kind]} · since {dateWords(since)} · <bdi>{scopeWords(guardrail)}</bdi>
        </p>
        <p className={classes.what}>
          <bdi>{what}</bdi>
        </p>
        {children}
      </div>
      <For least="editor">
        <div>
          <RemoveButton guardrail={guardrail} />
        </div>
      </For>
    </li>
  );
}

/** What its page says, in one sentence. */
function Effect({
  of: { id },
  among,
}: {
  of: ToldGuardrail;
  among: GuardrailEffectsAnswer | undefined;
}) {
  // One that was added a moment ago is not among them yet.
  const found = among?.effects.find((one) => one.id === id);
  return (
    <p className={classes.effect} data-direction={found?.verdict.direction}>
      {found === undefined ? 'Comparing before and after …' : found.verdict.sentence}{' '}
      {found !== undefined && <span className={classes.quiet}>{found.sentence}</span>}
    </p>
  );
}

/** What there is to adopt, and why each helps. */
function Teaching({ onAdd }: { onAdd: (kind: GuardrailKind) => void }) {
  return (
    <div className={classes.teaching}>
      <h2>None is told of yet. Four that help:</h2>
      <ul>
        {taught.map((kind) => (
          <li key={kind} className={classes.kind}>
            <h3>{guardrailLabels[kind]}</h3>
            <p>{guardrailReasons[kind]}</p>
            <For least="editor">
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`We have it: ${guardrailLabels[kind]}`}
                onClick={() => onAdd(kind)}
              >
                We have this since …
              </Button>
            </For>
          </li>
        ))}
      </ul>
      <For least="editor">
        <p>
          <Button variant="subtle" size="compact-sm" onClick={() => onAdd('other')}>
            Add another practice
          </Button>
        </p>
      </For>
    </div>
  );
}
