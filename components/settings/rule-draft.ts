import { agentName, agentSlug } from '@/lib/domain/agent';
import { type Fault, readAs } from '@/lib/domain/fault';
import { Rule } from '@/lib/domain/rule';

/** A rule while somebody writes it: every field as the form holds it, empty for what is not said. */
export interface RuleDraft extends Record<string, string> {
  found: Rule['found'];
  pattern: string;
  authorship: Rule['authorship'];
  agent: string;
  mode: Rule['mode'];
  confidence: Rule['confidence'];
  repository: string;
  from: string;
  until: string;
  reason: string;
}

export const emptyDraft: RuleDraft = {
  found: 'account',
  pattern: '',
  authorship: 'agent',
  agent: '',
  mode: 'paired',
  confidence: 'high',
  repository: '',
  from: '',
  until: '',
  reason: '',
};

/** The draft that a URL asks for: `?found=branch&pattern=acme/*`. What it says wrongly is left as it was. */
export function draftFrom(
  search: Readonly<Record<string, string | string[] | undefined>>,
): RuleDraft {
  const { found, authorship, mode, confidence } = Rule.shape;
  const told = (name: keyof RuleDraft) => {
    const value = search[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    found: found.safeParse(told('found')).data ?? emptyDraft.found,
    pattern: told('pattern') ?? '',
    authorship: authorship.safeParse(told('authorship')).data ?? emptyDraft.authorship,
    agent: agentName(told('agent') ?? ''),
    mode: mode.safeParse(told('mode')).data ?? emptyDraft.mode,
    confidence: confidence.safeParse(told('confidence')).data ?? emptyDraft.confidence,
    repository: told('repository') ?? '',
    from: told('from') ?? '',
    until: told('until') ?? '',
    reason: told('reason') ?? '',
  };
}

/** Whether it is the simplest of rules: a whole account, everywhere and at all times. */
export function isSimple({ found, repository, from, until, confidence }: RuleDraft): boolean {
  return found === 'account' && confidence === 'high' && `${repository}${from}${until}` === '';
}

/** The rule of a draft, or the first field at fault. */
export function readDraft(
  draft: RuleDraft,
): { value: Rule; fault?: never } | { value?: never; fault: Fault } {
  const authorship = draft.found === 'account' ? draft.authorship : 'agent';
  const agent = authorship === 'agent' ? (agentSlug(draft.agent) ?? '') : '';
  const told = Object.entries({ ...draft, authorship, agent }).filter(([, value]) => value !== '');
  return readAs(Rule, Object.fromEntries(told));
}
