import { linkTo } from '@/components/filters/filter-params';
import { type GroupKind, groupKinds, groupOrder } from '@/components/groups/group-kinds';
import { RestLink } from '@/components/layout/rest-link';
import type { Filter } from '@/lib/domain/filter';

/** The lists of the other kinds of groups, with the same filter. */
export function GroupWays({ by, filter }: { by: GroupKind; filter: Filter }) {
  return groupOrder.flatMap((other) =>
    other === by ? (
      []
    ) : (
      <RestLink key={other} href={linkTo(groupKinds[other].page, filter)}>
        {groupKinds[other].title}
      </RestLink>
    ),
  );
}
