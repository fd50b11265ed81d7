import type { ReactNode } from 'react';
import { For } from '@/components/access/viewer';
import type { GroupKind } from '@/components/groups/group-kinds';
import { Empty } from '@/components/layout/empty';
import { RestLink } from '@/components/layout/rest-link';

/** Says why a list has no groups, and what would bring some. */
export function NoGroups({ by }: { by: GroupKind }) {
  const { title, words } = nothing[by];
  return <Empty title={title}>{words}</Empty>;
}

const nothing: Record<GroupKind, { title: string; words: ReactNode }> = {
  agent: {
    title: 'No agent seen among these changes',
    words: (
      <>
        An agent is known by the marks that it leaves: its account, a trailer, a footer, a branch.
        Choose a longer time above.
        <For least="admin">
          {' '}
          Does one of yours leave none of those that are known?{' '}
          <RestLink href="/settings/rules">Teach the rules its mark</RestLink>.
        </For>
      </>
    ),
  },
  repository: {
    title: 'No repository has such changes',
    words: (
      <>
        Choose a longer time or other authors above
        <For least="admin">
          , or <RestLink href="/welcome">import or connect a repository</RestLink>
        </For>
        .
      </>
    ),
  },
  team: {
    title: 'No team has such changes',
    words: (
      <>
        A team is a name for some repositories, so that their numbers can be read together. Choose a
        longer time above
        <For least="admin">
          , or <RestLink href="/settings/teams">define teams in the settings</RestLink>
        </For>
        .
      </>
    ),
  },
  area: {
    title: 'No area is known of these changes',
    words: (
      <>
        An area is a top-level part of a repository, known where the paths of a change are told: by
        an imported history, a host, or <code>paths</code> in what CI posts. Choose a longer time
        above
        <For least="admin">
          , or <RestLink href="/welcome">import a history</RestLink>
        </For>
        .
      </>
    ),
  },
};
