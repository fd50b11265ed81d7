'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { sendRequest } from '@/components/fetch-answer';
import classes from '@/components/layout/shell.module.css';
import { plural } from '@/components/words/rates';
import { SampleAnswer } from '@/lib/api/sample';
import { statusQuestion } from '@/lib/api/status';

/** Says on every page that what is seen is invented, for as long as any of it is. */
export function SampleBanner() {
  const { data } = useQuery(ask(statusQuestion, {}));
  const mayRemove = useMay('admin');
  const client = useQueryClient();
  const router = useRouter();
  const removal = useMutation({
    mutationFn: () => sendRequest('DELETE', '/api/v1/sample', SampleAnswer),
    onSuccess: async () => {
      router.push('/');
      router.refresh();
      await client.invalidateQueries();
    },
  });
  const invented = data?.repositories.filter(({ sample }) => sample).length ?? 0;
  if (invented === 0) return null;
  return (
    <aside className={classes.sample} aria-label="Sample data">
      <span>
        <strong>Sample data:</strong> {plural(invented, 'repository', 'repositories')} of an
        invented organisation. None of these numbers is yours.
      </span>
      {mayRemove && (
        <button type="button" disabled={removal.isPending} onClick={() => removal.mutate()}>
          {removal.isPending ? 'Removing…' : 'Remove sample data'}
        </button>
      )}
      {removal.error && <span role="alert">It could not be removed. {removal.error.message}</span>}
    </aside>
  );
}
