'use client';

import { Button } from '@mantine/core';
import { Refused } from '@/components/layout/refused';
import { RestLink } from '@/components/layout/rest-link';
import { useSample } from '@/components/layout/use-sample';
import { Part } from '@/components/settings/part';
import classes from '@/components/settings/settings.module.css';
import { plural } from '@/components/words/rates';

/** What the sample data is, whether it is here, and the ways to load and remove it. */
export function SampleSettings() {
  const { repositories, load, remove } = useSample({ leadsToOverview: false });
  const isLoaded = repositories > 0;
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Sample data</h1>
        <p className={classes.lead}>
          Two years of an invented organisation, up to yesterday: its repositories, people and
          agents, reviews and checks, deployments, incidents and reverts. Made to look around in, to
          show to somebody, and to try out what a decision does.
        </p>
      </header>
      <Part
        title={isLoaded ? 'It is loaded' : 'It is not loaded'}
        lead="Every page says so for as long as it is here. It stays apart from yours: removing it takes what is known of its repositories, with what was decided of them, and nothing else. Loading it again brings the same organisation."
      >
        <div className={classes.saving}>
          {isLoaded ? (
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              Remove the sample data
            </Button>
          ) : (
            <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
              Load the sample data
            </Button>
          )}
          <span className={classes.quiet} role="status">
            {isLoaded && (
              <>
                {plural(repositories, 'repository', 'repositories')}.{' '}
                <RestLink href="/">See the overview</RestLink>
              </>
            )}
            {load.isPending && 'This takes a few seconds.'}
            {!isLoaded && remove.isSuccess && 'Removed.'}
          </span>
        </div>
        <Refused what="It was not loaded." error={load.error} />
        <Refused what="It was not removed." error={remove.error} />
      </Part>
    </div>
  );
}
