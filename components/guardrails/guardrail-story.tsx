'use client';

import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { For } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import story from '@/components/change/story.module.css';
import { asAsk, inAddress } from '@/components/filters/filter-params';
import { WindowMenu } from '@/components/filters/window-menu';
import { GuardrailEffect } from '@/components/guardrails/guardrail-effect';
import { GuardrailMix } from '@/components/guardrails/guardrail-mix';
import { guardrailParams } from '@/components/guardrails/guardrail-params';
import { RemoveButton } from '@/components/guardrails/guardrail-removal';
import { GuardrailTrend } from '@/components/guardrails/guardrail-trend';
import {
  againstLabels,
  guardrailLabels,
  scopeWords,
} from '@/components/guardrails/guardrail-words';
import classes from '@/components/guardrails/guardrails.module.css';
import { Answered } from '@/components/layout/answered';
import { PageHead } from '@/components/layout/page-head';
import { RestLink } from '@/components/layout/rest-link';
import { dateWords } from '@/components/words/dates';
import { Moment } from '@/components/words/moment';
import { type GuardrailAnswer, guardrailQuestion } from '@/lib/api/guardrail';
import type { ToldGuardrail } from '@/lib/api/guardrails';

/** One guardrail: what it is, what changed when it came, and what else did. */
export function GuardrailStory({ id }: { id: number }) {
  const [values, setValues] = useQueryStates(guardrailParams, inAddress);
  const [isRemoved, setIsRemoved] = useState(false);
  const asked = asAsk(guardrailQuestion.ask, { id, ...values });
  const query = useQuery({ ...ask(guardrailQuestion, asked), enabled: !isRemoved });
  if (isRemoved) {
    return (
      <PageHead title="Guardrail removed">
        <RestLink href="/guardrails">All guardrails</RestLink>
      </PageHead>
    );
  }
  return (
    <Answered query={query} what="This guardrail" height="50rem">
      {(answer) => (
        <article>
          <Head guardrail={answer.guardrail} onRemoved={setIsRemoved} />
          <div className={classes.controls}>
            <span className={classes.control}>
              Days before and after
              <SegmentedControl
                size="xs"
                aria-label="Days before and after"
                value={`${values.days}`}
                onChange={(days) =>
                  setValues({ days: guardrailQuestion.ask.shape.days.safeParse(days).data ?? null })
                }
                data={['30', '60', '90', '180']}
              />
            </span>
            <span className={classes.control}>
              Compared with
              <SegmentedControl
                size="xs"
                aria-label="Compared with"
                value={answer.against}
                onChange={(against) => setValues({ against: againstOf(answer, against) })}
                data={answer.possible.map((value) => ({ value, label: againstLabels[value] }))}
              />
            </span>
            <WindowMenu windowDays={values.window} onChange={(window) => setValues({ window })} />
          </div>
          <div className={classes.parts}>
            <GuardrailEffect answer={answer} />
            <GuardrailTrend query={query} />
            <GuardrailMix answer={answer} />
          </div>
        </article>
      )}
    </Answered>
  );
}

const againstOf = ({ possible }: GuardrailAnswer, text: string) =>
  possible.find((one) => one === text) ?? null;

function Head({
  guardrail,
  onRemoved,
}: {
  guardrail: ToldGuardrail;
  onRemoved: (isRemoved: boolean) => void;
}) {
  const { name, kind, since, what, reason, addedBy, addedAt } = guardrail;
  return (
    <header className={story.head}>
      <p className={story.kicker}>
        <RestLink href="/guardrails">Guardrails</RestLink> · {guardrailLabels[kind]}
      </p>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p className={classes.what}>
        <bdi>{what}</bdi>
      </p>
      <div className={story.line}>
        <span>
          since <strong>{dateWords(since)}</strong>
        </span>
        <bdi>{scopeWords(guardrail)}</bdi>
      </div>
      <div className={story.line}>
        <span>
          added by <bdi>{addedBy}</bdi>, <Moment at={addedAt} dateOnly />, because:{' '}
          <bdi>{reason}</bdi>
        </span>
        <For least="editor">
          <RemoveButton
            guardrail={guardrail}
            onGone={() => onRemoved(true)}
            onBack={() => onRemoved(false)}
          />
        </For>
      </div>
    </header>
  );
}
