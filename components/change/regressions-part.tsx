'use client';

import { DecidedPart } from '@/components/change/decided-part';
import { FormOpeners } from '@/components/change/form-openers';
import { LinkForm } from '@/components/change/link-form';
import { RegressionPart } from '@/components/change/regression-part';
import { UnlinkedList } from '@/components/change/unlinked-list';
import { plural } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';

/** What came of a change, what did not although something says so, and the way to link more. */
export function RegressionsPart({ change }: { change: ToldChange }) {
  return (
    <DecidedPart title="What came of it">
      {change.regressions.length === 0 && <p>{nothingCame(change)}</p>}
      {change.regressions.map((regression) => (
        <RegressionPart key={regression.id} regression={regression} isLinked />
      ))}
      <UnlinkedList unlinked={change.unlinked} />
      {canRegress(change) && (
        <FormOpeners
          openers={[
            {
              label: 'Link what broke',
              form: (closing) => <LinkForm changeId={change.id} closing={closing} />,
            },
          ]}
        />
      )}
    </DecidedPart>
  );
}

/** Reverts and what repeats a change elsewhere are never held responsible themselves. */
function canRegress({ outcome, standing, backportOf }: ToldChange): boolean {
  return outcome === 'merged' && standing !== 'revert' && backportOf === null;
}

function nothingCame({ outcome, followUpDays }: ToldChange): string {
  if (outcome !== 'merged') return 'Nothing yet: it is not merged.';
  if (followUpDays === null || followUpDays === 0) {
    return 'No regression known; it has been watched for less than a whole day.';
  }
  return `No regression known, watched for ${plural(followUpDays, 'day')} after the merge.`;
}
