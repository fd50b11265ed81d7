'use client';

import { useViewer } from '@/components/access/viewer';
import { AccountName } from '@/components/account/account-name';
import { LinkedAccounts } from '@/components/account/linked-accounts';
import { NewPassword } from '@/components/account/new-password';
import { Passkeys } from '@/components/account/passkeys';
import { Sessions } from '@/components/account/sessions';
import { TwoSteps } from '@/components/account/two-steps';
import classes from '@/components/settings/settings.module.css';

const may = {
  viewer: 'You may read.',
  editor: 'You may read, and decide on regressions, authorship, notes and guardrails.',
  admin: 'You may read, decide and administer.',
};

/** Everything about how one signs in oneself. */
export function Account({
  hasSecondStep,
  providers,
}: {
  hasSecondStep: boolean;
  /** Accounts elsewhere that can be linked here. */
  providers: readonly { id: string; name: string }[];
}) {
  const viewer = useViewer();
  return (
    <div className={classes.section}>
      <header className={classes.part}>
        <h1>Your account</h1>
        {viewer?.person && (
          <p className={classes.lead}>
            <bdi>{viewer.person.email}</bdi>. {may[viewer.role]}
          </p>
        )}
      </header>
      <AccountName />
      <NewPassword />
      <TwoSteps isOn={hasSecondStep} />
      <Passkeys />
      {providers.length > 0 && <LinkedAccounts providers={providers} />}
      <Sessions />
    </div>
  );
}
