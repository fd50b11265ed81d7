'use client';

import classes from '@/components/access/signed-in.module.css';
import { useViewer } from '@/components/access/viewer';
import { sendRequest } from '@/components/fetch-answer';
import { RestLink } from '@/components/layout/rest-link';
import { SignOutAnswer, signOutPath } from '@/lib/api/join';

/** Who is signed in, and the way out. */
export function SignedIn() {
  const person = useViewer()?.person;
  if (person === undefined || person === null) return null;
  const signOut = async () => {
    await sendRequest('POST', signOutPath, SignOutAnswer).catch(() => undefined);
    // A load of the whole page, so that nothing of before is left.
    window.location.assign('/sign-in');
  };
  return (
    <div className={classes.signedIn} data-print="never">
      <RestLink href="/settings/account" title={person.email}>
        <bdi>{person.name}</bdi>
      </RestLink>
      <button type="button" onClick={signOut}>
        Sign out
      </button>
    </div>
  );
}
