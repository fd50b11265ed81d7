import * as z from 'zod/mini';
import { agentSlug } from '@/lib/domain/agent';
import { type Authorship, Sha } from '@/lib/domain/change';
import { readAs } from '@/lib/domain/fault';
import { Problem } from '@/lib/problem';

const CommitLabel = z.object({
  type: z.literal('commit'),
  sha: Sha,
  /** `bot` is what we call automation. */
  class: z.enum(['agent', 'assisted', 'bot', 'human']),
  /** Joined by commas; empty for none. */
  agents: z.string(),
});

const RevertLabel = z.object({
  type: z.literal('revert'),
  sha: Sha,
  kind: z.enum(['revert', 'reapply']),
  /** How it is worded: `quoted`, `freeform`, … */
  form: z.string(),
  /** The commits undone or brought back, as far as anybody can tell. */
  targets: z.array(Sha),
});
export type RevertLabel = z.output<typeof RevertLabel>;

const Label = z.discriminatedUnion('type', [CommitLabel, RevertLabel]);

/** Who wrote a commit: what a label says of it, or what we do. */
export interface Who {
  authorship: Authorship;
  /** Slugs, sorted. */
  agents: readonly string[];
}

/** What is known to be true of a history: who wrote its commits, and what its reverts undo. */
export interface Labels {
  commits: Map<string, Who>;
  reverts: RevertLabel[];
}

/** Adds what one line of a labels file says. Throws a Problem that names the line and what is wrong in it. */
export function addLabel(labels: Labels, line: string, lineNumber: number): void {
  const { value, fault } = readAs(Label, parsed(line, lineNumber));
  if (fault) {
    const where = fault.path === '' ? '' : `${fault.path} `;
    throw new Problem(
      `Line ${lineNumber} of the labels is wrong: ${where}${fault.reason}. ${format}`,
    );
  }
  if (value.type === 'revert') labels.reverts.push(value);
  else labels.commits.set(value.sha, whoOf(value));
}

const format =
  'Each line is {"type": "commit", "sha", "class", "agents"} or {"type": "revert", "sha", "kind", "form", "targets"}.';

function parsed(line: string, lineNumber: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Problem(`Line ${lineNumber} of the labels is no JSON. ${format}`);
  }
}

function whoOf({ class: labelled, agents }: z.output<typeof CommitLabel>): Who {
  const named = agents.split(',').flatMap((name) => agentSlug(name) ?? []);
  return {
    authorship: labelled === 'bot' ? 'automation' : labelled,
    agents: [...new Set(named)].sort(),
  };
}
