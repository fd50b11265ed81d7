import type { LedgerEvent } from '@/lib/domain/event';
import type { Told } from '@/lib/sources/payload';
import { digestOf } from '@/lib/sources/proof';

type OpenedEvent = Extract<LedgerEvent, { type: 'incident.opened' }>;
type ResolvedEvent = Extract<LedgerEvent, { type: 'incident.resolved' }>;
/** What an incident tool tells, before it is known which repository it is about. */
export type ToldIncident = Omit<OpenedEvent, 'repository'> | Omit<ResolvedEvent, 'repository'>;

/** An address of a commit, pull request or merge request names the repository before it. */
const addressed =
  /https?:\/\/[^/\s]+\/([A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)+?)\/(?:-\/)?(?:commit|pull|pulls|merge_requests|pull-requests)s?\/[0-9a-f]/g;

/**
 * Whose incident it is: the repository that an address in its text names, among the source's where it
 * has any; else those of the source's that its service is called like; else all of the source's.
 */
export function repositoriesOf(
  text: string,
  service: string | undefined,
  repositories: readonly string[],
): readonly string[] {
  const named = [...new Set([...text.matchAll(addressed)].flatMap(([, name]) => name ?? []))];
  const own = repositories.length === 0 ? named : named.filter((one) => repositories.includes(one));
  if (own.length > 0) return own;
  const called = repositories.filter(
    (one) => one === service || one.slice(one.lastIndexOf('/') + 1) === service,
  );
  return called.length > 0 ? called : repositories;
}

/**
 * The events of incidents for each repository that they are about.
 * @param service what the tool calls the thing that is broken.
 */
export function tellIncidents(
  incidents: readonly ToldIncident[],
  repositories: readonly string[],
  { text = '', service }: { text?: string; service?: string | undefined } = {},
): Told {
  if (incidents.length === 0) return { ignored: 'nothing that opens or ends an incident' };
  const about = repositoriesOf(text, service, repositories);
  if (about.length === 0) {
    return { ignored: 'an incident that names no repository: give the source its repositories' };
  }
  return about.flatMap((repository) => incidents.map((one) => ({ ...one, repository })));
}

/**
 * What is told of one incident: that it was opened, once more at its last update, whose words count, and
 * that it ended. An end whose beginning is not told opens nothing.
 */
export function newsOfIncident(
  words: Omit<OpenedEvent, 'type' | 'repository' | 'at'>,
  moments: {
    openedAt?: string | undefined;
    updatedAt?: string | undefined;
    resolvedAt?: string | undefined;
  },
  receivedAt: string,
): ToldIncident[] {
  const { openedAt, updatedAt, resolvedAt } = moments;
  const spoken =
    openedAt === undefined && resolvedAt !== undefined
      ? []
      : [openedAt ?? updatedAt ?? receivedAt, updatedAt ?? openedAt ?? receivedAt];
  const opened = [...new Set(spoken)].map(
    (at): ToldIncident => ({ type: 'incident.opened', at, ...words }),
  );
  const { incident } = words;
  return resolvedAt === undefined
    ? opened
    : [...opened, { type: 'incident.resolved', at: resolvedAt, incident }];
}

/** An incident's key: the tool's kind, so that no two tools share one, and what it calls it. */
export function keyOfIncident(kind: string, ...parts: readonly string[]): string {
  const id = parts.join(':');
  return `${kind}:${id.length <= 400 ? id : digestOf(new TextEncoder().encode(id))}`;
}
