import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { RegressionStory } from '@/components/regression/regression-story';
import { idOf } from '@/components/words/addresses';
import { nameOf } from '@/lib/access/viewer';
import { changeQuestion } from '@/lib/api/change';
import { earlierRegressionsQuestion } from '@/lib/api/earlier-regressions';
import { notesQuestion } from '@/lib/api/notes';
import { regressionQuestion } from '@/lib/api/regression';
import { enter } from '@/lib/http/enter';
import { earlierRegressions } from '@/lib/measure/earlier-regressions';
import { notes } from '@/lib/measure/notes';
import { regression } from '@/lib/measure/regression';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const { measured, viewer } = await enter('/regressions/[...id]');
  const id = idOf(address.split('/'));
  if (id === undefined) return undefined;
  const [found, earlier, written] = await Promise.all([
    measured(regressionQuestion, regression, { id }),
    measured(earlierRegressionsQuestion, earlierRegressions, { id }),
    measured(notesQuestion, (prisma, asked) => notes(prisma, asked, nameOf(viewer)), { id }),
  ]);
  return found && { id, change: found.change, earlier, written };
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found === undefined ? 'Not found' : `Regression: ${found.change.title}` };
}

export default async function RegressionPage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  const { id, change, earlier, written } = found;
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(changeQuestion, { id: change.id }).queryKey, change);
        client.setQueryData(ask(earlierRegressionsQuestion, { id }).queryKey, earlier);
        client.setQueryData(ask(notesQuestion, { id }).queryKey, written);
      }}
    >
      <RegressionStory id={id} changeId={change.id} />
    </Prefetched>
  );
}
