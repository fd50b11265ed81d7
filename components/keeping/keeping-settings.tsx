'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '@/components/ask';
import { DeleteDialog } from '@/components/keeping/delete-dialog';
import { bytesWords } from '@/components/keeping/keeping-words';
import { RepositoryTable } from '@/components/keeping/repository-table';
import { RetentionForm } from '@/components/keeping/retention-form';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import sources from '@/components/sources/sources.module.css';
import { Moment } from '@/components/words/moment';
import { countWords, plural } from '@/components/words/rates';
import { type KeepingAnswer, keepingQuestion } from '@/lib/api/keeping';

/** How long raw bodies are kept, and what is stored of each repository, to be deleted. */
export function KeepingSettings() {
  // Every delivery is counted for it, so it is asked once and after what changes it.
  const query = useQuery({ ...ask(keepingQuestion, {}), refetchInterval: false });
  const [chosen, setChosen] = useState<string>();
  const [told, setTold] = useState('');
  const telling = useRef<HTMLParagraphElement>(null);
  // The button that had the focus went with its repository.
  useEffect(() => {
    if (told !== '') telling.current?.focus();
  }, [told]);
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Keeping</h1>
        <p className={classes.lead}>
          What was sent is kept as it came, for as long as you say, so that it can be looked at and
          replayed. What was made of it is kept until you delete its repository.
        </p>
      </header>
      <Answered query={query} what="What is kept" height="40rem">
        {(answer) => (
          <div className={classes.section}>
            <Part
              title="Bodies of deliveries"
              lead="A body that is older than this is reduced to its digest, which nothing undoes: it can then neither be shown nor replayed. What was made of it stays. One that still waits to be applied is left."
            >
              <Held answer={answer} />
              <RetentionForm rawDays={answer.rawDays} />
            </Part>
            <Part
              title="Repositories"
              lead="Deleting one takes away all that is stored of it. It cannot be undone. What its senders post afterwards begins it anew: to have no more of it, end that first."
            >
              <RepositoryTable repositories={answer.repositories} onDelete={setChosen} />
              <p ref={telling} tabIndex={-1} className={classes.quiet} role="status">
                {told}
              </p>
            </Part>
          </div>
        )}
      </Answered>
      {chosen !== undefined && (
        <DeleteDialog
          key={chosen}
          name={chosen}
          onClose={() => setChosen(undefined)}
          onDeleted={() => {
            setChosen(undefined);
            setTold(`${chosen} is deleted. The audit trail says how much went.`);
          }}
        />
      )}
    </div>
  );
}

function Held({ answer: { raw, reduced, nextReductionAt } }: { answer: KeepingAnswer }) {
  return (
    <dl className={sources.facts}>
      <dt>Kept as they came</dt>
      <dd>
        {plural(raw.deliveries, 'delivery', 'deliveries')}, {bytesWords(raw.bytes)} ·{' '}
        <RestLink href="/settings/deliveries">all deliveries</RestLink>
      </dd>
      <dt>Digest only</dt>
      <dd>{countWords(reduced)}</dd>
      <dt>Next reduction</dt>
      <dd>
        <Moment at={nextReductionAt} />, every day at 03:17 UTC
      </dd>
    </dl>
  );
}
