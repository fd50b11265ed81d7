import type { Authorship } from '@/lib/domain/change';
import type { Evidence } from '@/lib/domain/evidence';
import type { Who } from '@/lib/evaluation/label';
import { type Score, together } from '@/lib/evaluation/score';

/** A commit judged alone, beside its label. */
export interface JudgedCommit {
  sha: string;
  subject: string;
  label: Who;
  ours: Who;
  /** What decided; facts of low confidence decide nothing. */
  evidence: readonly Evidence[];
}

export interface AuthorshipComparison {
  /** By class, then all. */
  classes: Score[];
  /** By agent named, then all. */
  agents: Score[];
  disagreements: JudgedCommit[];
}

const labelledClasses: readonly Authorship[] = ['agent', 'assisted', 'automation', 'human'];

/** How well commits are judged: by class, and by the agents that are named. */
export function compareAuthorship(judged: readonly JudgedCommit[]): AuthorshipComparison {
  const classes = labelledClasses.map((authorship) =>
    scoreOf(authorship, judged, (who) => who.authorship === authorship),
  );
  const named = new Set(judged.flatMap(({ label, ours }) => [...label.agents, ...ours.agents]));
  const agents = [...named]
    .sort()
    .map((agent) => scoreOf(agent, judged, (who) => who.agents.includes(agent)));
  return {
    classes: [...classes, together(classes)],
    agents: [...agents, together(agents)],
    disagreements: judged.filter(
      ({ label, ours }) =>
        label.authorship !== ours.authorship || label.agents.join() !== ours.agents.join(),
    ),
  };
}

function scoreOf(
  name: string,
  judged: readonly JudgedCommit[],
  says: (who: Who) => boolean,
): Score {
  const labelled = judged.filter(({ label }) => says(label));
  const right = labelled.filter(({ ours }) => says(ours)).length;
  const ours = judged.filter((commit) => says(commit.ours)).length;
  return { name, labelled: labelled.length, found: right, ours, right };
}

/** How many changes whose landing commit is labelled so are judged to be what, as a whole. */
export interface ChangeCount {
  label: Authorship;
  ours: Authorship;
  changes: number;
}

/** Counts changes by what the label of their landing commit says and by what we say, most first. */
export function countChanges(
  changes: readonly { mergeSha: string; authorship: Authorship }[],
  labels: ReadonlyMap<string, Who>,
): ChangeCount[] {
  const counts = new Map<string, ChangeCount>();
  for (const { mergeSha, authorship: ours } of changes) {
    const label = labels.get(mergeSha)?.authorship;
    if (label === undefined) continue;
    const count = counts.get(`${label} ${ours}`) ?? { label, ours, changes: 0 };
    counts.set(`${label} ${ours}`, { ...count, changes: count.changes + 1 });
  }
  return [...counts.values()].sort((a, b) => b.changes - a.changes);
}
