import { nameOf, type Viewer } from '@/lib/access/viewer';
import type { SampleAnswer } from '@/lib/api/sample';
import { noteInAudit } from '@/lib/audit/note';
import { addDays, dateOf } from '@/lib/domain/day';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { SampleRefusal } from '@/lib/sample/alone';
import { loadSample } from '@/lib/sample/load';
import { removeSample } from '@/lib/sample/remove';

/** Loads the sample organisation, known up to yesterday. */
export const POST = route((_, __, ___, viewer) =>
  change(viewer, 'load-sample', () =>
    loadSample(database(), { until: addDays(dateOf(new Date()), -1) }),
  ),
);

/** Removes it, and leaves everything else as it is. */
export const DELETE = route((_, __, ___, viewer) =>
  change(viewer, 'remove-sample', async () => {
    await removeSample(database());
    return { repositories: 0, changes: 0 };
  }),
);

async function change(
  viewer: Viewer,
  action: 'load-sample' | 'remove-sample',
  work: () => Promise<SampleAnswer>,
): Promise<Response> {
  try {
    const came = await work();
    const about = { repository: null, subject: 'the sample organisation', reason: '' };
    await noteInAudit(database(), { ...about, decidedBy: nameOf(viewer), action });
    return reply(came);
  } catch (error) {
    if (error instanceof SampleRefusal) throw new Failure('conflict', error.message);
    throw error;
  }
}
