import type { ToldViewer } from '@/components/access/viewer';
import { groupAddress } from '@/components/groups/group-kinds';
import { openTo, settingsWays, ways } from '@/components/layout/ways';
import { addressOf, viewAddress } from '@/components/words/addresses';
import type { KnownArea } from '@/lib/api/areas';
import type { StatusAnswer } from '@/lib/api/status';
import type { View } from '@/lib/api/views';

/** Somewhere to go. */
export interface Destination {
  name: string;
  /** What it is: `page`, `repository`. */
  what: string;
  href: string;
}

/** A change by its number, as people write it: `acme/web#12`. */
const numbered = /^([\w.-]+(?:\/[\w.-]+)+)#(\d+)$/;

const viewed: Record<View['path'], string> = {
  '/regressions': 'view of regressions',
  '/changes': 'view of changes',
  '/incidents': 'view of incidents',
  '/deployments': 'view of deployments',
};

/**
 * The places whose names hold all words of a text, in the order of pages, settings, repositories, agents,
 * teams, areas, saved views. All but the views are addresses that say nothing, and open as the organisation counts.
 */
export function destinationsOf(
  text: string,
  {
    status,
    areas,
    views,
  }: {
    status: StatusAnswer | undefined;
    areas: readonly KnownArea[];
    views: readonly View[];
  },
  viewer: ToldViewer | undefined,
): Destination[] {
  const [, repository, number] = numbered.exec(text.trim()) ?? [];
  if (repository !== undefined && number !== undefined) {
    const href = addressOf('/changes', `${repository}/${number}`);
    return [{ name: `${repository}#${number}`, what: 'change', href }];
  }
  const all: Destination[] = [
    ...openTo(ways.flat(), viewer).map(({ path, name }) => ({ name, href: path, what: 'page' })),
    ...openTo(settingsWays, viewer).map(({ path, name }) => ({
      name,
      href: path,
      what: 'setting',
    })),
    ...(status?.repositories ?? []).map(({ name }) => ({
      name,
      what: 'repository',
      href: groupAddress('repository', name),
    })),
    ...(status?.agents ?? []).map(({ agent, name }) => ({
      name,
      what: 'agent',
      href: groupAddress('agent', agent),
    })),
    ...(status?.teams ?? []).map(({ id, name }) => ({
      name,
      what: 'team',
      href: groupAddress('team', id),
    })),
    ...areas.map(({ area }) => ({ name: area, what: 'area', href: groupAddress('area', area) })),
    ...views.map((view) => ({ name: view.name, what: viewed[view.path], href: viewAddress(view) })),
  ];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, what }) =>
    words.every((word) => `${name} ${what}`.toLowerCase().includes(word)),
  );
}
