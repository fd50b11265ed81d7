import { Card } from '@/components/welcome/card';
import { CopyLine } from '@/components/welcome/copy-line';
import classes from '@/components/welcome/welcome.module.css';

/** A token and a line that posts a change: both work as they are when pasted where Aftermerge is installed. */
export function PostFromCi({ origin }: { origin: string }) {
  return (
    <Card
      title="Post from CI"
      lead="Any pipeline or incident tool can post what happened: merges, checks, deployments, incidents, reports of regressions."
    >
      <p className={classes.or}>1. Make a token, in the folder of Aftermerge. It is shown once:</p>
      <CopyLine name="the token command" text={tokenLine} />
      <p className={classes.or}>2. Post a change, here an invented one:</p>
      <CopyLine name="the first post" text={postLine(origin, change)} />
      <p className={classes.or}>3. Say that it broke something:</p>
      <CopyLine name="the second post" text={postLine(origin, regression)} />
      <p className={classes.quiet}>
        One event, an array, or one a line (NDJSON): up to 10,000 at once. Each is answered as
        accepted, duplicate or rejected with the reason.
      </p>
    </Card>
  );
}

const tokenLine = 'TOKEN=$(npm run --silent token -- create "CI" | tail -n 1)';

const now = `'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'`;
const change = `{"type":"change.merged","repository":"acme/web","number":1,"title":"Try Aftermerge","mergedAt":"${now}","authorship":"agent","agent":"claude-code"}`;
const regression = `{"type":"regression.reported","repository":"acme/web","report":"try-1","at":"${now}","change":{"number":1},"title":"It broke the login"}`;

function postLine(origin: string, event: string): string {
  return [
    `curl -sS ${origin}/api/v1/events \\`,
    `  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '${event}'`,
  ].join('\n');
}
