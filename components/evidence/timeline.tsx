import classes from '@/components/evidence/evidence.module.css';
import { LinkOut } from '@/components/tables/cells';
import { Moment } from '@/components/words/moment';
import type { TimelineMoment } from '@/lib/api/change';

const happenings: Record<TimelineMoment['what'], string> = {
  opened: 'Opened',
  committed: 'Commit',
  reviewed: 'Review',
  checked: 'Check',
  merged: 'Merged',
  closed: 'Closed',
  deployed: 'Deployed',
  incident: 'Incident',
  resolved: 'Incident resolved',
  alert: 'Alert',
  'alert-resolved': 'Alert resolved',
  reported: 'Reported as broken',
  reverted: 'Undone',
  'rolled-back': 'Rolled back',
  'broke-main': 'Broke the default branch',
  fixed: 'Hotfix',
  relanded: 'Landed again',
};

const turns: ReadonlySet<TimelineMoment['what']> = new Set(['merged']);
const troubles: ReadonlySet<TimelineMoment['what']> = new Set([
  'incident',
  'alert',
  'reported',
  'reverted',
  'rolled-back',
  'broke-main',
  'fixed',
]);

function weightOf(what: TimelineMoment['what']): 'turn' | 'trouble' | 'step' {
  if (turns.has(what)) return 'turn';
  return troubles.has(what) ? 'trouble' : 'step';
}

/** What happened to a change, from opened over merged to regressed. */
export function Timeline({ moments }: { moments: readonly TimelineMoment[] }) {
  return (
    <ol className={classes.timeline}>
      {moments.map((moment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two moments may be alike in all they tell
        <li key={index} data-weight={weightOf(moment.what)}>
          <div className={classes.what}>
            <strong>{happenings[moment.what]}</strong>{' '}
            <span className={classes.quiet}>
              <Moment at={moment.at} />
            </span>
          </div>
          <div>
            <LinkOut url={moment.url}>
              <bdi>{moment.title}</bdi>
            </LinkOut>
            {moment.detail !== null && <span className={classes.quiet}> · {moment.detail}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}
