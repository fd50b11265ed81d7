import { agentNames, agentSlug } from '@/lib/domain/agent';
import { Authorship } from '@/lib/domain/change';
import type { Evidence } from '@/lib/domain/evidence';

/** What somebody said in so many words of who wrote a change or a commit. */
export interface Statement {
  authorship?: Authorship;
  agent?: string;
  evidence: Evidence;
}

/** A statement by a sender's field or a person's override; none where it says nothing. */
export function readStatement(
  told: { authorship?: Authorship | undefined; agent?: string | undefined } | undefined,
  source: 'declaration' | 'override',
  rule: string,
): Statement[] {
  const authorship = told?.authorship;
  const agent = told?.agent === undefined ? undefined : agentSlug(told.agent);
  const matched = [authorship, agent].filter((word) => word !== undefined).join(' ');
  if (matched === '') return [];
  return [statement(authorship, agent, { source, rule, matched, confidence: 'high' })];
}

const labelForm = /^(agent|authorship)\s*(::?|\/)\s*(\S.*)$/i;

/** What labels declare: `agent:` and any agent, `agent/` and a known one, or `authorship:` and a word. */
export function readLabels(labels: readonly string[]): Statement[] {
  return labels.flatMap((label) => {
    const [, word = '', sign, value = ''] = labelForm.exec(label.trim()) ?? [];
    return readPair(word, value, sign === '/', {
      source: 'declaration',
      rule: 'declared-by-label',
      matched: label,
      confidence: 'high',
    });
  });
}

const trailerForm = /^(agent|authorship)\s*:\s*(\S.*)$/i;

/**
 * What trailers declare: `Authorship:` and a word, or `Agent:` and a known agent. `lines` are those that
 * the author wrote of `text`; in a commit message the first paragraph is its subject.
 */
export function readTrailers(
  lines: readonly string[],
  text: string,
  commit?: { sha: string },
): Statement[] {
  const candidates = lines.filter((line) => trailerForm.test(line));
  if (candidates.length === 0) return [];
  const trailers = trailerLines(text, commit !== undefined);
  return candidates.flatMap((line) => {
    if (!trailers.has(line)) return [];
    const [, word = '', value = ''] = trailerForm.exec(line) ?? [];
    return readPair(word, value, true, {
      source: 'declaration',
      rule: 'declared-by-trailer',
      matched: line,
      confidence: 'high',
      ...(commit === undefined ? {} : { sha: commit.sha }),
    });
  });
}

const trailerShaped = /^(?:[a-z][\w-]{0,60}\s*:\s*\S|\(cherry picked from commit )/i;

/** The lines of those paragraphs that hold nothing but trailers, as git tells them from words. */
function trailerLines(text: string, subject: boolean): Set<string> {
  const paragraphs: string[][] = [[]];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const words = line.trim();
    if (words === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(words);
  }
  return new Set(
    paragraphs
      .slice(subject ? 1 : 0)
      .filter((paragraph) => paragraph.every((line) => trailerShaped.test(line)))
      .flat(),
  );
}

function readPair(
  word: string,
  value: string,
  onlyKnown: boolean,
  evidence: Evidence,
): Statement[] {
  if (word.toLowerCase() === 'agent') {
    const agent = agentSlug(value);
    if (agent === undefined || (onlyKnown && !Object.hasOwn(agentNames, agent))) return [];
    return [statement(undefined, agent, evidence)];
  }
  const said = Authorship.safeParse(value.trim().toLowerCase());
  // Nobody needs to say that nothing is known.
  if (!said.success || said.data === 'unknown') return [];
  return [statement(said.data, undefined, evidence)];
}

function statement(
  authorship: Authorship | undefined,
  agent: string | undefined,
  evidence: Evidence,
): Statement {
  return {
    evidence,
    ...(authorship === undefined ? {} : { authorship }),
    ...(agent === undefined ? {} : { agent }),
  };
}

/** What equals say together: who differ about an agent's part say that the work was shared. */
export function saidTogether(
  authorships: readonly (Authorship | undefined)[],
): Authorship | undefined {
  const said = new Set(authorships.filter((authorship) => authorship !== undefined));
  if (said.size < 2) return [...said][0];
  return said.has('agent') || said.has('assisted') ? 'assisted' : 'human';
}
