import * as z from 'zod/mini';
import { Repository } from '@/lib/sources/github/payload';
import { reads, type Told } from '@/lib/sources/payload';

const Owner = z.nullish(z.object({ login: z.nullish(z.string()) }));

/** A repository that was renamed, or given to another owner: its present name is in the payload. */
export const readRepository = reads(
  z.object({
    changes: z.nullish(
      z.object({
        repository: z.nullish(z.object({ name: z.nullish(z.object({ from: z.string() })) })),
        owner: z.nullish(
          z.object({ from: z.nullish(z.object({ user: Owner, organization: Owner })) }),
        ),
      }),
    ),
    repository: Repository,
  }),
  ({ changes, repository }, receivedAt): Told => {
    const [owner = '', name = ''] = repository.name.split('/');
    const before = changes?.owner?.from;
    const from = [
      before?.organization?.login ?? before?.user?.login ?? owner,
      changes?.repository?.name?.from ?? name,
    ].join('/');
    if (from === repository.name) return [];
    const at = repository.updatedAt ?? receivedAt;
    return [{ type: 'repository.renamed', repository: repository.name, from, at }];
  },
);
