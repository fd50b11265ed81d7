import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { loadStoryParams } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { neighboursAsk } from '@/components/regression/neighbours-ask';
import { RegressionStory } from '@/components/regression/regression-story';
import { idOf } from '@/components/words/addresses';
import { nameOf } from '@/lib/access/viewer';
import { changeQuestion } from '@/lib/api/change';
import { earlierRegressionsQuestion } from '@/lib/api/earlier-regressions';
import { notesQuestion } from '@/lib/api/notes';
import { regressionQuestion } from '@/lib/api/regression';
import { neighboursQuestion } from '@/lib/api/regressions';
import { enter } from '@/lib/http/enter';
import { earlierRegressions } from '@/lib/measure/earlier-regressions';
import { notes } from '@/lib/measure/notes';
import { regression } from '@/lib/measure/regression';
import { regressionNeighbours } from '@/lib/measure/regression-neighbours';

interface Props {
  params: Promise<{ id: string[] }>;
  searchParams: Promise<SearchParams>;
}

const load = cache(async (address: string) => {
  const { required, measured, viewer } = await enter('/regressions/[...id]');
  const id = idOf(address.split('/'));
  if (id === undefined) return undefined;
  const [found, earlier, written] = await Promise.all([
    required(regressionQuestion, regression, { id }),
    measured(earlierRegressionsQuestion, earlierRegressions, { id }),
    measured(notesQuestion, (prisma, asked) => notes(prisma, asked, nameOf(viewer)), { id }),
  ]);
  return found && { id, change: found.change, earlier, written };
});

/** Those beside it in the list that it was opened from, where it was. */
async function loadBeside(id: string, search: SearchParams) {
  const { listed, ...values } = await loadStoryParams(search);
  if (listed === null) return undefined;
  const { measured } = await enter('/regressions/[...id]');
  const asked = neighboursAsk(id, values);
  const answer = await measured(neighboursQuestion, regressionNeighbours, asked);
  return { key: ask(neighboursQuestion, asked).queryKey, answer };
}

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found === undefined ? 'Not found' : `Regression: ${found.change.title}` };
}

export default async function RegressionPage(props: Props) {
  const { id, change, earlier, written } = (await load(await addressOf(props))) ?? notFound();
  const beside = await loadBeside(id, await props.searchParams);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(changeQuestion, { id: change.id }).queryKey, change);
        client.setQueryData(ask(earlierRegressionsQuestion, { id }).queryKey, earlier);
        client.setQueryData(ask(notesQuestion, { id }).queryKey, written);
        if (beside !== undefined) client.setQueryData(beside.key, beside.answer);
      }}
    >
      <RegressionStory id={id} changeId={change.id} />
    </Prefetched>
  );
}
