import classes from '@/components/layout/failed.module.css';

/** Why what was asked for did not happen; nothing while nothing is wrong. */
export function Refused({
  what,
  error,
}: {
  /** What did not happen: `It was not removed.` */
  what: string;
  error: Error | null;
}) {
  if (error === null) return null;
  return (
    <p className={classes.refused} role="alert">
      {what} {error.message}
    </p>
  );
}
