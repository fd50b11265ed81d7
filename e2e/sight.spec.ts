import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { hearAll, pagePaths, textOf } from '@/e2e/hear-all';
import { eventsOf, reportedIn } from '@/e2e/marked-events';
import { firstAddress, joined, tokenClient } from '@/e2e/own-people';
import { startOwnProcess } from '@/e2e/own-process';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

const own = 'acme/seen';
const hidden = 'acme/marked-repository';
const hiddenWords = [
  ...['repository', 'title', 'body', 'author', 'branch', 'area', 'agent', 'environment', 'service'],
  ...['severity', 'incident', 'report', 'note', 'team', 'view'],
].map((word) => `marked-${word}`);

test('a repository that somebody does not see changes nothing of what they are told', async () => {
  test.slow();
  const database = await openTemporaryDatabase();
  const started = await startOwnProcess({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' });
  try {
    const administrator = await joined(started, await firstAddress(started), 'ada@example.org');
    const seenTeam = { id: 'seen', name: 'Seen', repositories: [own] };
    await setTeams(administrator, [seenTeam]);
    const invitation = { email: 'mel@example.org', role: 'editor', teams: ['seen'] };
    const { path } = await made(administrator, '/api/v1/invitations', invitation);
    const member = await joined(started, path, invitation.email);
    const readerDraft = { name: 'Reader', scopes: ['read'], repositories: [own] };
    const reader = await tokenClient(started, administrator, readerDraft);
    const sender = await tokenClient(started, administrator, { name: 'CI', scopes: ['post'] });

    await made(sender, '/api/v1/events', eventsOf(own, 'seen'));
    const seen = await reportedIn(administrator, own);
    const known = { own, hidden, regressions: [seen, `${hidden}/${randomUUID()}`] };
    const before = [await hearAll(member, known), await hearAll(reader, known)];
    for (const heard of before) {
      for (const [asked, { status }] of heard) expect([200, 403, 404], asked).toContain(status);
      expect(textOf(heard)).toContain('seen-environment');
    }

    await made(sender, '/api/v1/events', eventsOf(hidden, 'marked'));
    const marked = await reportedIn(administrator, hidden);
    const hiddenTeam = { id: 'marked-team', name: 'marked-team', repositories: [hidden] };
    await setTeams(administrator, [seenTeam, hiddenTeam]);
    await made(administrator, '/api/v1/notes', { id: marked, text: 'marked-note' });
    const view = { path: '/changes', name: 'marked-view', query: `repository=${hidden}` };
    await made(administrator, '/api/v1/views', view);

    const all = { own, hidden, regressions: [seen, marked] };
    expect(markedIn(textOf(await hearAll(administrator, all)))).toEqual(
      expect.arrayContaining(hiddenWords),
    );
    const after = [await hearAll(member, all), await hearAll(reader, all)];
    for (const [index, heard] of after.entries()) {
      for (const [asked, answer] of heard) expect(answer, asked).toEqual(before[index]?.get(asked));
    }
    for (const place of pagePaths) {
      for (const address of addressesOf(place, marked)) {
        const text = await (await member.get(address)).text();
        expect(markedIn(text, address), address).toEqual([]);
      }
    }
    await Promise.all([administrator, member, reader, sender].map((client) => client.dispose()));
  } finally {
    started.tell();
    await started.ended;
    await database.release();
  }
});

async function made(client: APIRequestContext, path: string, data: object) {
  const response = await client.post(path, { data });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
  return response.json();
}

async function setTeams(client: APIRequestContext, value: readonly object[]): Promise<void> {
  const data = { key: 'teams', value, reason: 'They own it' };
  expect((await client.put('/api/v1/settings', { data })).ok()).toBe(true);
}

/** The hidden repository's words in a text, but for those that the asker gave. */
const markedIn = (text: string, asked = '') =>
  (text.match(/marked-\w+/g) ?? []).filter((word) => !asked.includes(word));

/** The addresses of a page, with those of what the hidden repository holds. */
function addressesOf(place: string, regression: string): string[] {
  const parts: Record<string, string> = {
    '/agents/[...id]': 'marked-agent',
    '/areas/[...id]': 'marked-area',
    '/repositories/[...id]': hidden,
    '/teams/[...id]': 'marked-team',
    '/changes/[...id]': `${hidden}/1`,
    '/deployments/[...id]': `${hidden}/deploy/1`,
    '/incidents/[...id]': `${hidden}/team/INC-1`,
    '/regressions/[...id]': regression,
  };
  const part = parts[place];
  if (part !== undefined) return [place.replace('[...id]', part)];
  return [place.replace('[id]', '1'), `${place.replace('[id]', '1')}?repository=${hidden}`];
}
