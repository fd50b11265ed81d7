import { AskFailure } from '@/components/fetch-answer';
import { Moment } from '@/components/words/moment';

/** Since when numbers are that could not be renewed. */
export function KeptSince({ at }: { at: number }) {
  return (
    <>
      This is as of <Moment at={new Date(at).toISOString()} />.
    </>
  );
}

/** No answer came at all: that is said once for the whole page. */
export const isUnreached = (error: Error | null) =>
  error instanceof AskFailure && error.status === 0;
