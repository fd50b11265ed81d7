'use client';

import { useEffect, useRef } from 'react';
import classes from '@/components/settings/settings.module.css';
import sources from '@/components/sources/sources.module.css';
import { CopyLine } from '@/components/welcome/copy-line';
import type { AddedSource, KnownKind } from '@/lib/api/sources';

/** A secret that was made or given just now: it is shown this once. */
export type Secret = AddedSource & { kind: string };

/** What to enter on the sender's side. It takes the focus, for it is shown once. */
export function SourceSecret({
  secret: { kind, path, secret },
  origin,
  kinds,
}: {
  secret: Secret;
  origin: string;
  kinds: readonly KnownKind[];
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another secret is told anew
  useEffect(() => heading.current?.focus(), [secret]);
  const known = kinds.find((one) => one.kind === kind);
  if (known === undefined) return null;
  const { label, setup } = known;
  const isInAddress = setup.secret.includes('token in the address');
  return (
    <div className={classes.panel}>
      <h3 ref={heading} tabIndex={-1}>
        Enter this in {label}
      </h3>
      <p>{setup.where}</p>
      <dl className={sources.facts}>
        <dt>Address</dt>
        <dd>
          <CopyLine name="the address" text={`${origin}${path}`} />
        </dd>
        <dt>Secret</dt>
        <dd>
          <CopyLine name="the secret" text={secret} />
          <p className={classes.quiet}>
            Shown this once. There it is called: {setup.secret}.
            {isInAddress && ` That is: ${origin}${path}?token=<the secret>`}
          </p>
        </dd>
        {setup.contentType !== undefined && (
          <>
            <dt>Content type</dt>
            <dd>
              <code>{setup.contentType}</code>
            </dd>
          </>
        )}
        {setup.events.length > 0 && (
          <>
            <dt>Tick</dt>
            <dd>{setup.events.join(' · ')}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
