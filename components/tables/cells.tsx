import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Glyph } from '@/components/charts/glyph';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/tables/cells.module.css';
import { addressOf } from '@/components/words/addresses';
import { authorshipLabels, statusLabels } from '@/components/words/labels';
import type { Cause, ChangeRow } from '@/lib/api/rows';
import { agentName } from '@/lib/domain/agent';
import type { RegressionStatus } from '@/lib/domain/regression';

/** Who wrote a change: glyph, authorship, and the agent where one did. */
export function Author({ change }: { change: Pick<ChangeRow, 'authorship' | 'agent'> }) {
  return (
    <span className={classes.author}>
      <Glyph authorship={change.authorship} />
      <span>
        {authorshipLabels[change.authorship]}
        {change.agent !== null && (
          <span className={classes.quiet}> · {agentName(change.agent)}</span>
        )}
      </span>
    </span>
  );
}

/** A link that leaves this site, for every address that came from outside; anything but http and https stays text. */
export function LinkOut({ url, children }: { url: string | null; children: ReactNode }) {
  if (url === null || !isWeb(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <IconExternalLink
        className={classes.out}
        size={13}
        role="img"
        aria-label="(opens the host)"
      />
    </a>
  );
}

const isWeb = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** Where a regression stands, where that needs saying. */
export function Status({ status }: { status: RegressionStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      {statusLabels[status]}
    </span>
  );
}

const causeWords: Record<Cause['type'], string> = {
  change: 'Change',
  incident: 'Incident',
  report: 'Report',
  deployment: 'Deployment',
  check: 'Failed checks',
};

const ownPages: Partial<Record<Cause['type'], '/incidents' | '/deployments'>> = {
  incident: '/incidents',
  deployment: '/deployments',
};

/** What undid a change or showed that it broke something: what has a page here by that, else by its page elsewhere. */
export function CauseName({ cause, repository }: { cause: Cause; repository?: string }) {
  const name = <bdi>{cause.title ?? cause.id}</bdi>;
  const page = ownPages[cause.type];
  return (
    <>
      {causeWords[cause.type]}:{' '}
      {cause.type === 'change' ? (
        <RestLink href={addressOf('/changes', cause.id)}>{name}</RestLink>
      ) : page !== undefined && repository !== undefined ? (
        <RestLink href={addressOf(page, `${repository}/${cause.id}`)}>{name}</RestLink>
      ) : (
        <LinkOut url={cause.url}>{name}</LinkOut>
      )}
    </>
  );
}

/** How a change is called on its host: `#123`, or the start of its sha. */
export function changeName(change: Pick<ChangeRow, 'number' | 'id'>): string {
  if (change.number !== null) return `#${change.number}`;
  return change.id.slice(change.id.lastIndexOf('/') + 1).slice(0, 9);
}
