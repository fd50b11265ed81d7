import type { Filter } from '@/lib/domain/filter';

/** What has pages of its own. */
export type GroupKind = 'agent' | 'repository' | 'team' | 'area';

interface GroupWords {
  page: `/${string}`;
  /** The title of the list: `Agents`. */
  title: string;
  one: string;
  /** Which changes are whose, in one sentence. */
  meaning: string;
  /** By what else the page of one is taken apart. */
  partsBy: readonly GroupKind[];
}

export const groupKinds: Record<GroupKind, GroupWords> = {
  agent: {
    page: '/agents',
    title: 'Agents',
    one: 'agent',
    meaning: 'Changes that an agent wrote, by the agent whose mark they carry.',
    partsBy: ['repository'],
  },
  repository: {
    page: '/repositories',
    title: 'Repositories',
    one: 'repository',
    meaning: 'Changes by the repository that they were merged into.',
    partsBy: ['agent', 'area'],
  },
  team: {
    page: '/teams',
    title: 'Teams',
    one: 'team',
    meaning:
      'Changes by the teams whose repositories they were merged into, whoever wrote them. A repository may be of several.',
    partsBy: ['repository', 'agent'],
  },
  area: {
    page: '/areas',
    title: 'Areas',
    one: 'area',
    meaning:
      'Changes by the top-level parts of repositories that they touch. A change may touch several.',
    partsBy: ['repository', 'agent'],
  },
};

/** The order in which lists of groups name each other. */
export const groupOrder: readonly GroupKind[] = ['agent', 'repository', 'team', 'area'];

/** The address of the page of one. Repositories are paths of several parts. */
export function groupAddress(by: GroupKind, group: string): `/${string}` {
  return `${groupKinds[by].page}/${group.split('/').map(encodeURIComponent).join('/')}`;
}

/** A filter with what the page of one has chosen already; its own field says nothing else. */
export function narrowed<Values extends object>(values: Values, by: GroupKind, group: string) {
  return { ...values, [by]: [group] };
}

/**
 * Whose changes are counted as the group's own. People's stay beside the agents that a filter names, for
 * comparison; of an agent's page, and wherever agents are named, its own are those that agents wrote.
 */
export function ownAuthorship(
  by: GroupKind,
  { authorship, agent }: { authorship: Filter['authorship']; agent: readonly string[] | null },
): Filter['authorship'] {
  if (by !== 'agent' && agent === null) return authorship;
  const written = authorship.filter((one) => one === 'agent' || one === 'assisted');
  return written.length === 0 ? ['agent'] : written;
}
