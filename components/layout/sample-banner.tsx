'use client';

import { useMay } from '@/components/access/viewer';
import classes from '@/components/layout/shell.module.css';
import { useSample } from '@/components/layout/use-sample';
import { plural } from '@/components/words/rates';

/** Says on every page that what is seen is invented, for as long as any of it is. */
export function SampleBanner() {
  const mayRemove = useMay('admin');
  const { repositories, remove } = useSample({ leadsToOverview: true });
  if (repositories === 0) return null;
  return (
    <aside className={classes.sample} aria-label="Sample data">
      <span>
        <strong>Sample data:</strong> {plural(repositories, 'repository', 'repositories')} of an
        invented organisation. None of these numbers is yours.
      </span>
      {mayRemove && (
        <button type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {remove.isPending ? 'Removing…' : 'Remove sample data'}
        </button>
      )}
      {remove.error && <span role="alert">It could not be removed. {remove.error.message}</span>}
    </aside>
  );
}
