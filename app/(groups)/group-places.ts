import type { GroupKind } from '@/components/groups/group-kinds';
import type { PagePath } from '@/lib/access/roles';

/** Where the pages of each kind of group are. */
export const groupPlaces = {
  agent: { list: '/agents', one: '/agents/[...id]' },
  area: { list: '/areas', one: '/areas/[...id]' },
  repository: { list: '/repositories', one: '/repositories/[...id]' },
  team: { list: '/teams', one: '/teams/[...id]' },
} as const satisfies Record<GroupKind, Record<'list' | 'one', PagePath>>;
