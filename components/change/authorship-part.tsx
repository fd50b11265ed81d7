'use client';

import { For } from '@/components/access/viewer';
import { DecidedPart } from '@/components/change/decided-part';
import { FormOpeners } from '@/components/change/form-openers';
import { OverrideForm } from '@/components/change/override-form';
import { StandingDecision } from '@/components/change/standing-decision';
import classes from '@/components/change/story.module.css';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { sendRequest } from '@/components/fetch-answer';
import { RestLink } from '@/components/layout/rest-link';
import { Author } from '@/components/tables/cells';
import { authorshipMeanings, confidenceLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { percentWords } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';
import { OverrideAnswer, overridePath } from '@/lib/api/override';
import { agentName } from '@/lib/domain/agent';

const modes = {
  autonomous: 'The agent opened it itself.',
  paired: 'A person opened it with the agent’s commits.',
} as const;

/** Who wrote a change, everything that led to that, and the way to say otherwise. */
export function AuthorshipPart({ change }: { change: ToldChange }) {
  const { id, override, account } = change;
  return (
    <DecidedPart title="Who wrote it">
      <p>
        <strong>
          <Author change={change} />
        </strong>
        . {groundsOf(change).join(' ')}
      </p>
      {/* It stays while a word is shown that the server may yet refuse: what was typed stands again. */}
      <div hidden={override !== null}>
        <FormOpeners
          openers={[
            {
              label: 'Someone else wrote this',
              form: (closing) => <OverrideForm change={change} closing={closing} />,
            },
          ]}
        />
      </div>
      {override !== null && (
        <StandingDecision
          what="Decided"
          decision={override}
          undoName="Undo: who wrote it"
          send={() => sendRequest('DELETE', overridePath, OverrideAnswer, { id })}
          said="Undone. The marks decide again."
        />
      )}
      <h3 className={classes.sub}>Evidence</h3>
      <EvidenceList
        evidence={change.evidence}
        none="No mark of any agent was found in its author, branch, title, labels or commits."
      />
      {account !== null && (
        <For least="admin">
          <p className={classes.quiet}>
            Is it so for everything by <bdi>{account}</bdi>?{' '}
            <RestLink
              href={`/settings/rules?${new URLSearchParams({ found: 'account', pattern: account })}`}
            >
              Make a rule for the whole account
            </RestLink>
          </p>
        </For>
      )}
    </DecidedPart>
  );
}

/** What the authorship rests on, a sentence each. A person's word needs no grounds of the marks. */
function groundsOf(change: ToldChange): string[] {
  const { override, mode, markedShare, lineShare, commits } = change;
  const others = change.agents.filter((agent) => agent !== change.agent);
  return [
    override === null && authorshipMeanings[change.authorship],
    override === null && mode !== null && modes[mode],
    markedShare !== null &&
      commits.length > 1 &&
      `${percentWords(markedShare, commits.length)} of its commits carry a mark.`,
    lineShare !== null &&
      `Agents wrote ${percentWords(lineShare, change.sizeLines ?? 0)} of the lines that tools noted down.`,
    others.length > 0 && `Also marked by ${listed(others.map(agentName))}.`,
    override === null && `${confidenceLabels[change.confidence]}.`,
  ].filter((sentence) => sentence !== false);
}
