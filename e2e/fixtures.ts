import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { test as base, expect } from '@playwright/test';
import { applicationUrl, webhookSecret } from '@/e2e/application';

/** What the application said to a request that was not made by a page. */
export interface Said {
  status: number;
  answer: unknown;
}

interface Fixtures {
  /** A path that the server will refuse: of that alone the browser may complain in its console. */
  refusedPath: string;
  /** A repository that nothing is known of yet, so that tests cannot meet in one. */
  repository: string;
  /** Posts to /api/v1/events as CI does: a text as lines of NDJSON, anything else as JSON. */
  post: (events: unknown) => Promise<Said>;
  /** Delivers a payload signed as GitHub signs: a text as it is, anything else as JSON. */
  deliver: (payload: unknown, event: string, delivery?: string) => Promise<Said>;
  /** What comes of a delivery, once something has. */
  settled: (delivery: string) => Promise<string>;
}

/** The tests' own `test`: a page that errs in the console or asks another origin fails its test. */
export const test = base.extend<Fixtures, { token: string }>({
  refusedPath: ['', { option: true }],

  page: async ({ page, refusedPath }, use) => {
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { pathname } = new URL(message.location().url || applicationUrl);
      if (pathname !== refusedPath) faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^https?:$/.test(protocol) && origin !== applicationUrl)
        faults.push(`asked: ${request.url()}`);
    });
    await use(page);
    expect(faults, 'faults of the page').toEqual([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  repository: async ({}, use) => use(`e2e/${randomUUID()}`),

  token: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
    async ({}, use) => {
      await use(npmRun('token', 'create', 'End-to-end tests').trim().split('\n').at(-1) ?? '');
    },
    { scope: 'worker' },
  ],

  // Bodies go as bytes: a text would be made JSON once more.
  post: async ({ request, token }, use) => {
    await use(async (events) => {
      const isLines = typeof events === 'string';
      const response = await request.post('/api/v1/events', {
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': isLines ? 'application/x-ndjson' : 'application/json',
        },
        data: Buffer.from(isLines ? events : JSON.stringify(events)),
      });
      return { status: response.status(), answer: await response.json() };
    });
  },

  deliver: async ({ request }, use) => {
    await use(async (payload, event, delivery = randomUUID()) => {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const response = await request.post('/api/webhooks/github', {
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': delivery,
          'x-hub-signature-256': await sign(webhookSecret, body),
        },
        data: Buffer.from(body),
      });
      return { status: response.status(), answer: await response.json() };
    });
  },

  settled: async ({ request }, use) => {
    await use(async (delivery) => {
      const search = new URLSearchParams({ source: 'github', id: delivery });
      let state = 'pending';
      await expect(async () => {
        const response = await request.get(`/api/v1/delivery?${search}`);
        state = String((await response.json()).row.state);
        expect(state).not.toBe('pending');
      }).toPass();
      return state;
    });
  },
});

export { expect };

/** Runs a command of package.json while the application runs; answers with what it printed. */
export function npmRun(command: string, ...args: string[]): string {
  return execFileSync('npm', ['run', '--silent', command, '--', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
