import type { Viewer } from '@/lib/access/viewer';
import { seesId } from '@/lib/domain/sight';
import { Failure } from '@/lib/http/failure';

/** Answers 404, as for what does not exist, where an id is of a repository that is not seen. */
export function refuseUnseen({ sight }: Viewer, id: string): void {
  if (!seesId(sight, id)) throw new Failure('not-found', `There is no ${id} here.`, 'id');
}
