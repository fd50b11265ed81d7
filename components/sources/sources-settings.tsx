'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '@/components/ask';
import { Answered } from '@/components/layout/answered';
import { Empty } from '@/components/layout/empty';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import { BackfillList } from '@/components/sources/backfill-list';
import { SourceCard } from '@/components/sources/source-card';
import { SourceForm } from '@/components/sources/source-form';
import { type Secret, SourceSecret } from '@/components/sources/source-secret';
import { sourcesQuestion } from '@/lib/api/sources';

/** Who may post here: how each fares, and how to set up another. */
export function SourcesSettings({ origin }: { origin: string }) {
  const query = useQuery({ ...ask(sourcesQuestion, {}), refetchInterval: 30_000 });
  const [secret, setSecret] = useState<Secret>();
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Sources</h1>
        <p className={classes.lead}>
          A source is a sender with an address and a secret of its own: a git host, a CI or an
          incident tool. What it proves to have sent is stored before anything is made of it, once,
          and applied by the worker.
        </p>
      </header>
      <Answered query={query} what="The sources" height="30rem">
        {({ sources, kinds, backfills }) => (
          <div className={classes.section}>
            <Part title="Add a source">
              <SourceForm kinds={kinds} onAdded={setSecret} />
              {secret !== undefined && (
                <SourceSecret secret={secret} origin={origin} kinds={kinds} />
              )}
            </Part>
            <Part title="Your sources">
              {sources.length === 0 && (
                <Empty title="Nobody posts here yet">
                  Add the tools that know what was merged, deployed and broken.
                </Empty>
              )}
              {sources.map((source) => (
                <SourceCard
                  key={source.id}
                  source={source}
                  label={kinds.find(({ kind }) => kind === source.kind)?.label ?? source.kind}
                  origin={origin}
                  onSecret={setSecret}
                />
              ))}
            </Part>
            {backfills.length > 0 && (
              <Part title="Histories read from hosts">
                <BackfillList backfills={backfills} />
              </Part>
            )}
          </div>
        )}
      </Answered>
    </div>
  );
}
