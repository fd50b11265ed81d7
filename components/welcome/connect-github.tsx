'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { Card } from '@/components/welcome/card';
import { CopyLine } from '@/components/welcome/copy-line';
import classes from '@/components/welcome/welcome.module.css';

/** What a person has to enter on GitHub's page. */
export interface GithubSetup {
  path: string;
  contentType: string;
  events: readonly string[];
  secret: string;
}

/** The values for GitHub's form for a new webhook, in the order in which it asks for them. */
export function ConnectGithub({ origin, github }: { origin: string; github: GithubSetup }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Card
      title="Connect GitHub"
      lead="Keeps the chart up to date: GitHub tells of each merge, revert, check and deployment as it happens. In the repository (or organisation) open Settings → Webhooks → Add webhook and enter:"
    >
      <dl className={classes.setup}>
        <dt>Payload URL</dt>
        <dd>
          <CopyLine name="the payload URL" text={`${origin}${github.path}`} />
          {isLoopback(origin) && (
            <p className={classes.quiet}>
              GitHub cannot reach this address from outside. Serve Aftermerge under a public one,
              and open this page there to see it here.
            </p>
          )}
        </dd>
        <dt>Content type</dt>
        <dd>
          <code>{github.contentType}</code>
        </dd>
        <dt>Secret</dt>
        <dd>
          <CopyLine name="the secret" text={github.secret} isHidden={!isShown} />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? 'Hide the secret' : 'Show the secret'}
          </Button>
        </dd>
        <dt>Let me select individual events</dt>
        <dd>
          <ul className={classes.events}>
            {github.events.map((event) => (
              <li key={event}>{event}</li>
            ))}
          </ul>
        </dd>
      </dl>
    </Card>
  );
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
}
