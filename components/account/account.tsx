'use client';

import { AccountName } from '@/components/account/account-name';
import { NewPassword } from '@/components/account/new-password';
import { Passkeys } from '@/components/account/passkeys';
import { Sessions } from '@/components/account/sessions';
import { TwoSteps } from '@/components/account/two-steps';
import classes from '@/components/settings/settings.module.css';

/** Everything about how one signs in oneself. */
export function Account({ hasSecondStep }: { hasSecondStep: boolean }) {
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Your account</h1>
        <AccountName />
      </header>
      <NewPassword />
      <TwoSteps isOn={hasSecondStep} />
      <Passkeys />
      <Sessions />
    </div>
  );
}
