import type { Finding } from '@/lib/attribution/finding';
import type { ReadCommit } from '@/lib/attribution/read-commit';
import type { AccountKind } from '@/lib/attribution/rulebook';
import type { Authorship, Mode } from '@/lib/domain/change';
import type { Confidence } from '@/lib/domain/evidence';

/** Who opened a change. */
export interface Opened {
  kind: AccountKind;
  findings: Finding[];
}

/** The commits by which a change is judged. */
export interface Own {
  /** The commits that were written for the change. */
  commits: ReadCommit[];
  /** They are known themselves, not only through the commit that landed them. */
  seen: boolean;
  /** The commit that landed it, where it is known beside them. */
  landing?: ReadCommit;
}

/** Tells the commits that were written for a change from those that only landed it. */
export function ownCommits(commits: readonly ReadCommit[], mergeSha: string | undefined): Own {
  const written = commits.filter(({ merge }) => !merge);
  const brought = written.filter(({ sha }) => sha !== mergeSha);
  if (mergeSha === undefined || brought.length === 0) {
    return { commits: written, seen: written.length > 1 };
  }
  const landing = commits.find(({ sha }) => sha === mergeSha);
  return { commits: brought, seen: true, ...(landing === undefined ? {} : { landing }) };
}

interface Verdict {
  authorship: Authorship;
  mode: Mode | null;
  confidence: Confidence;
}

/**
 * A commit that an agent authored is the agent's. A person's commit that names an agent is shared, so
 * a change is the agent's by such commits only where all of its own commits were seen and all name
 * one; a squash that names one hides how many of those it folds do.
 */
export function decide(
  opened: Opened,
  commits: readonly ReadCommit[],
  own: Own,
  byAgent: readonly Finding[],
): Verdict {
  if (opened.kind === 'agent')
    return { authorship: 'agent', mode: 'autonomous', confidence: 'high' };
  if (byAutomation(opened, commits, own)) {
    return { authorship: 'automation', mode: null, confidence: 'high' };
  }
  if (byAgent.length === 0) return unmarked(opened, commits, own);
  const confidence = byAgent.some(({ evidence }) => evidence.confidence === 'high')
    ? 'high'
    : 'medium';
  const written = own.commits.filter(({ author }) => author !== 'automation');
  const authored = written.length > 0 && written.every(({ author }) => author === 'agent');
  const alone = opensByItself(byAgent) || (authored && opened.kind === 'nobody');
  if (alone) return { authorship: 'agent', mode: 'autonomous', confidence };
  const all = own.seen && written.length > 0 && written.every(({ marked }) => marked);
  return { authorship: authored || all ? 'agent' : 'assisted', mode: 'paired', confidence };
}

/** Opened by automation or all written by it; where only a merge is known, whoever merged must do. */
function byAutomation(opened: Opened, commits: readonly ReadCommit[], own: Own): boolean {
  if (opened.kind === 'automation') return true;
  const known = own.commits.length > 0 || opened.kind !== 'nobody' ? own.commits : commits;
  return known.length > 0 && known.every(({ author }) => author === 'automation');
}

/** The description or branch says that an agent opened it, and the commits name no other agent alone. */
function opensByItself(byAgent: readonly Finding[]): boolean {
  const inCommits = byAgent.filter(({ evidence }) => evidence.sha !== undefined);
  return byAgent.some(
    ({ agent, autonomous }) =>
      autonomous && (inCommits.length === 0 || inCommits.some((commit) => commit.agent === agent)),
  );
}

/** No mark that counts: a person's, as sure as we have seen enough of it. */
function unmarked(opened: Opened, commits: readonly ReadCommit[], own: Own): Verdict {
  const person = opened.kind === 'person';
  if (!person && commits.every(({ author }) => author === 'nobody')) {
    return { authorship: 'unknown', mode: null, confidence: 'low' };
  }
  const confidence = own.commits.length === 0 ? 'low' : person && own.seen ? 'high' : 'medium';
  return { authorship: 'human', mode: null, confidence };
}
