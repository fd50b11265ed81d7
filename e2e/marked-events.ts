import { type APIRequestContext, expect } from '@playwright/test';

/** What senders tell of a repository, with words that begin as nothing else does. */
export function eventsOf(repository: string, kind: string) {
  const merged = (number: number, more: object) => ({
    type: 'change.merged',
    number,
    title: `${kind}-title ${number}`,
    body: `${kind}-body`,
    author: { login: `${kind}-author` },
    branch: `${kind}-branch`,
    baseBranch: `${kind}-branch`,
    paths: [`${kind}-area/a.ts`],
    additions: 5,
    mergedAt: `2026-03-0${number}T10:00:00Z`,
    mergeSha: `${number}`.repeat(40),
    ...more,
  });
  const agent = { authorship: 'agent', agent: `${kind}-agent` };
  const service = `${kind}-service`;
  return [
    merged(1, agent),
    merged(2, agent),
    merged(3, { authorship: 'human' }),
    {
      type: 'deployment.finished',
      at: '2026-03-04T10:00:00Z',
      deployment: 'deploy/1',
      sha: '3'.repeat(40),
      environment: `${kind}-environment`,
      service,
      conclusion: 'succeeded',
    },
    {
      type: 'incident.opened',
      at: '2026-03-05T10:00:00Z',
      incident: 'team/INC-1',
      title: `${kind}-incident`,
      severity: `${kind}-severity`,
      service,
      changes: [{ number: 1 }],
    },
    {
      type: 'regression.reported',
      at: '2026-03-06T10:00:00Z',
      report: 'r-1',
      change: { number: 2 },
      title: `${kind}-report`,
    },
  ].map((event) => ({ repository, ...event }));
}

/** The id of what the report made a regression of those events, once everything is counted. */
export async function reportedIn(client: APIRequestContext, repository: string): Promise<string> {
  const search = `repository=${repository}`;
  await expect
    .poll(async () => (await client.get(`/api/v1/trend?${search}`)).text())
    .toContain('"regressions":1');
  const { rows } = await (await client.get(`/api/v1/regressions?${search}`)).json();
  return String(rows.find(({ kind }: { kind: string }) => kind === 'reported').id);
}
