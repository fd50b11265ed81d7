import classes from '@/components/change/story.module.css';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { Author } from '@/components/tables/cells';
import { authorshipMeanings, confidenceLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { percentWords } from '@/components/words/rates';
import type { ToldChange } from '@/lib/api/change';
import { agentName } from '@/lib/domain/agent';

const modes = {
  autonomous: 'The agent opened it itself.',
  paired: 'A person opened it with the agent’s commits.',
} as const;

/** Who wrote a change, and everything that led to that. */
export function AuthorshipPart({ change }: { change: ToldChange }) {
  const others = change.agents.filter((agent) => agent !== change.agent);
  return (
    <section>
      <h2>Who wrote it</h2>
      <p>
        <strong>
          <Author change={change} />
        </strong>
        . {authorshipMeanings[change.authorship]} {change.mode === null ? '' : modes[change.mode]}{' '}
        {change.markedShare !== null &&
          change.commits.length > 1 &&
          `${percentWords(change.markedShare, change.commits.length)} of its commits carry a mark. `}
        {others.length > 0 && `Also marked by ${listed(others.map(agentName))}. `}
        {confidenceLabels[change.confidence]}.
      </p>
      <h3 className={classes.sub}>Evidence</h3>
      <EvidenceList
        evidence={change.evidence}
        none="No mark of any agent was found in its author, branch, title, labels or commits."
      />
    </section>
  );
}
