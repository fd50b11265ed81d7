import type { ToldViewer } from '@/components/access/viewer';
import { openTo, settingsWays, ways } from '@/components/layout/ways';
import { addressOf } from '@/components/words/addresses';
import type { StatusAnswer } from '@/lib/api/status';

/** Somewhere to go. */
export interface Destination {
  name: string;
  /** What it is: `page`, `repository`. */
  what: string;
  href: string;
}

/** A change by its number, as people write it: `acme/web#12`. */
const numbered = /^([\w.-]+(?:\/[\w.-]+)+)#(\d+)$/;

/** The places whose names hold all words of a text, in the order of pages, settings, repositories, agents. */
export function destinationsOf(
  text: string,
  status: StatusAnswer | undefined,
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
      href: `/?repository=${encodeURIComponent(name)}`,
    })),
    ...(status?.agents ?? []).map(({ agent, name }) => ({
      name,
      what: 'agent',
      href: `/?agent=${encodeURIComponent(agent)}`,
    })),
  ];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, what }) =>
    words.every((word) => `${name} ${what}`.toLowerCase().includes(word)),
  );
}
