import * as z from 'zod/mini';
import type { ChecksFinished, LedgerEvent } from '@/lib/domain/event';
import { fullSha, repositoryAt } from '@/lib/sources/host';
import { keyOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, onlyOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { checked, glimpse, parseJson, type Told } from '@/lib/sources/payload';
import { idOr, verifyToken } from '@/lib/sources/proof';
import type { Reading, Source } from '@/lib/sources/source';

const Named = fitting(z.object({ id: Word, name: Word }));

/** A CDEvent of any minor version: https://cdevents.dev/docs/. */
const CdEvent = z.object({
  context: fitting(z.object({ id: Word, source: Word, type: Word, timestamp: When })),
  subject: fitting(
    z.object({
      id: Word,
      content: fitting(
        z.object({
          description: Words,
          repository: Named,
          environment: Named,
          service: Named,
          artifactId: Word,
          ticketURI: Url,
          outcome: Word,
          uri: Url,
          url: Url,
          pipelineName: Word,
          taskName: Word,
          testSuite: Named,
        }),
      ),
    }),
  ),
  /** CDEvents name no commit: what people add themselves does. */
  customData: fitting(
    z.object({
      repository: Word,
      sha: Word,
      commit: Word,
      number: Word,
      severity: Word,
      title: Word,
    }),
  ),
});
type CdEvent = z.output<typeof CdEvent>;

/** CloudEvents hold a CDEvent as their data; it may also come bare, or with them as headers. */
const Envelope = z.object({ specversion: Word, type: Word, data: z.optional(z.unknown()) });

/** Whether a posted value is a CloudEvent or CDEvent and not one of ours. */
export function isCdEvent(value: unknown): boolean {
  // Asked of every posted event: what has neither is quickly told.
  if (typeof value !== 'object' || value === null) return false;
  if (!('specversion' in value) && !('context' in value)) return false;
  const { data: bare } = CdEvent.safeParse(value);
  if (bare?.context?.type?.startsWith('dev.cdevents.')) return true;
  return Envelope.safeParse(value).data?.specversion !== undefined;
}

function eventOf(value: unknown): CdEvent | undefined {
  const { data: envelope } = Envelope.safeParse(value);
  const inner = envelope?.specversion === undefined ? value : envelope.data;
  return CdEvent.safeParse(inner).data;
}

/** `dev.cdevents.change.merged.0.2.0` → `change.merged`. */
const kindOf = (type: string | undefined) =>
  /^dev\.cdevents\.([a-z]+\.[a-z]+)\./.exec(type ?? '')?.[1];

const outcomes: ReadonlyMap<string, z.output<typeof ChecksFinished>['conclusion']> = new Map([
  ['success', 'passed'],
  ['pass', 'passed'],
  ['failure', 'failed'],
  ['fail', 'failed'],
  ['error', 'failed'],
  ['cancel', 'cancelled'],
  ['skip', 'skipped'],
]);

interface About {
  id: string;
  event: CdEvent;
  at: string;
  repositories: readonly string[];
}

function repositoryOf({ event, repositories }: About): string | undefined {
  const named = event.customData?.repository ?? event.subject?.content?.repository?.id;
  return named?.includes('/') ? repositoryAt(named) : onlyOf(repositories);
}

const shaOf = ({ event: { customData, subject } }: About) =>
  fullSha(customData?.sha ?? customData?.commit) ??
  fullSha(/[0-9a-f]{40}(?![0-9a-f])/.exec(subject?.content?.artifactId ?? '')?.[0]);

function tellChange(about: About, kind: string): Told {
  const { event, id, at } = about;
  const repository = repositoryOf(about);
  const told = event.customData?.number ?? event.subject?.id ?? '';
  const number = Number(/(\d{1,9})$/.exec(told)?.[1] ?? Number.NaN);
  if (repository === undefined || !(number > 0)) {
    return { ignored: `${kind}: names no pull request by number, or no repository` };
  }
  const { description = '' } = event.subject?.content ?? {};
  const title =
    event.customData?.title ?? (description.split('\n')[0]?.slice(0, 500) || '(no title)');
  const words = { id, repository, number, title, body: description };
  if (kind === 'change.merged') {
    return [{ type: 'change.merged', mergedAt: at, mergeSha: shaOf(about), ...words }];
  }
  const type = kind === 'change.abandoned' ? 'change.closed' : 'change.updated';
  return [{ type, at, ...words }];
}

function tellIncident({ event, id, at, repositories }: About, kind: string): Told {
  const { id: key, content } = event.subject ?? {};
  if (key === undefined) return { ignored: `${kind}: the incident has no id` };
  const incident = keyOfIncident('cdevents', key);
  const text = content?.description ?? '';
  const service = content?.service?.id;
  const one =
    kind === 'incident.resolved'
      ? ({ type: 'incident.resolved', id, at, incident } as const)
      : ({
          type: 'incident.opened',
          id,
          at,
          incident,
          title: text.split('\n')[0]?.slice(0, 500) || key,
          text,
          severity: event.customData?.severity,
          service,
          url: content?.ticketURI,
        } as const);
  const named = event.customData?.repository;
  const about = named?.includes('/') ? [repositoryAt(named)] : repositories;
  return tellIncidents([one], about, { text, service });
}

function tellDeployment(about: About, kind: string): Told {
  const { event, id, at } = about;
  const [repository, sha] = [repositoryOf(about), shaOf(about)];
  if (repository === undefined || sha === undefined) {
    return {
      ignored: `${kind}: names no commit and repository: tell them as customData.sha and .repository`,
    };
  }
  const { environment, service } = event.subject?.content ?? {};
  return [
    {
      type: 'deployment.finished',
      id,
      repository,
      at,
      deployment: event.context?.id ?? id,
      sha,
      environment: environment?.name ?? environment?.id ?? 'production',
      service: service?.id ?? event.subject?.id,
      conclusion: 'succeeded',
    },
  ];
}

function tellRun(about: About, kind: string): Told {
  const { event, id, at } = about;
  const content = event.subject?.content;
  const conclusion = outcomes.get(content?.outcome ?? '');
  const [repository, sha] = [repositoryOf(about), shaOf(about)];
  if (conclusion === undefined) return { ignored: `${kind}: ${content?.outcome ?? 'no outcome'}` };
  if (repository === undefined || sha === undefined) {
    return {
      ignored: `${kind}: names no commit and repository: tell them as customData.sha and .repository`,
    };
  }
  const name = content?.pipelineName ?? content?.taskName ?? content?.testSuite?.name ?? kind;
  const url = content?.uri ?? content?.url;
  return [{ type: 'checks.finished', id, repository, at, sha, name, conclusion, url }];
}

const readers: ReadonlyMap<string, (about: About, kind: string) => Told> = new Map([
  ['change.created', tellChange],
  ['change.updated', tellChange],
  ['change.merged', tellChange],
  ['change.abandoned', tellChange],
  ['incident.detected', tellIncident],
  ['incident.reported', tellIncident],
  ['incident.resolved', tellIncident],
  ['service.deployed', tellDeployment],
  ['service.upgraded', tellDeployment],
  ['service.rolledback', tellDeployment],
  ['pipelinerun.finished', tellRun],
  ['taskrun.finished', tellRun],
  ['build.finished', tellRun],
  ['testsuiterun.finished', tellRun],
]);

/** What a CloudEvent or bare CDEvent means; ids are those of its sender, so that repetitions are told apart. */
export function readCdEvent(
  value: unknown,
  receivedAt: string,
  repositories: readonly string[],
): Reading {
  const event = eventOf(value);
  const type = event?.context?.type ?? Envelope.safeParse(value).data?.type ?? 'unknown';
  const kind = kindOf(type);
  const reader = readers.get(kind ?? '');
  if (event === undefined || kind === undefined || reader === undefined) {
    return { events: [], ignored: type };
  }
  const { source = '', id: own, timestamp } = event.context ?? {};
  const id = `cdevents:${source}:${own ?? ''}`.slice(0, 500);
  const told = reader({ id, event, at: timestamp ?? receivedAt, repositories }, kind);
  if (!Array.isArray(told)) return { events: [], ignored: told.ignored };
  const events: LedgerEvent[] = told;
  return checked({ events });
}

export const cdevents: Source = {
  label: 'CDEvents',
  group: 'CI',
  verify: (received, secrets) =>
    verifyToken(received, secrets, { kept: ['ce-id', 'ce-source', 'ce-type', 'ce-specversion'] }),

  identify(delivery) {
    const { headers, body } = delivery;
    const value = glimpse(delivery, z.unknown());
    const event = eventOf(value);
    const { id, source, type } = event?.context ?? {};
    const told =
      id === undefined
        ? headers['ce-id'] && `${headers['ce-source'] ?? ''} ${headers['ce-id']}`
        : `${source ?? ''} ${id}`;
    const word = type ?? headers['ce-type'] ?? Envelope.safeParse(value).data?.type;
    return { id: idOr(told, body), event: word?.slice(0, 100) || 'unknown' };
  },

  read(delivery, repositories) {
    const payload = parseJson(delivery);
    if (payload.fault) return payload;
    return readCdEvent(payload.value, delivery.receivedAt.toISOString(), repositories);
  },

  setup: {
    where: 'Wherever CDEvents are sent from: CloudEvents over HTTP, structured or binary.',
    secret: 'bearer token',
    events: ['change', 'incident', 'service', 'pipelinerun', 'taskrun', 'testsuiterun'],
  },
};
