import { nameOf } from '@/lib/access/viewer';
import type { SampleAnswer } from '@/lib/api/sample';
import { addDays, dateOf } from '@/lib/domain/day';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { SampleRefusal } from '@/lib/sample/alone';
import { loadSample } from '@/lib/sample/load';
import { removeSample } from '@/lib/sample/remove';

/** Loads the sample organisation, known up to yesterday. */
export const POST = route((_, __, ___, viewer) => {
  const until = addDays(dateOf(new Date()), -1);
  return told(loadSample(database(), { until }, nameOf(viewer)));
});

/** Removes it, and leaves everything else as it is. */
export const DELETE = route((_, __, ___, viewer) =>
  told(removeSample(database(), nameOf(viewer)).then(() => ({ repositories: 0, changes: 0 }))),
);

async function told(work: Promise<SampleAnswer>): Promise<Response> {
  try {
    return reply(await work);
  } catch (error) {
    if (error instanceof SampleRefusal) throw new Failure('conflict', error.message);
    throw error;
  }
}
