import * as z from 'zod/mini';
import { countsInWords } from '@/components/keeping/keeping-words';
import { ruleWords } from '@/components/settings/rule-words';
import { dateWords } from '@/components/words/dates';
import { authorshipLabels, failureModeLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { plural } from '@/components/words/rates';
import type { AuditRow } from '@/lib/api/audit';
import { RepositoryCounts } from '@/lib/api/repository';
import { agentName, agentSlug } from '@/lib/domain/agent';
import { Authorship } from '@/lib/domain/change';
import { type AuditAction, Decision } from '@/lib/domain/decision';
import { Guardrail } from '@/lib/domain/guardrail';
import { Role } from '@/lib/domain/member';
import { FailureMode } from '@/lib/domain/regression';
import { Rule } from '@/lib/domain/rule';
import { ErrorBudgets, HotfixMarks, IncidentWindows, Retention, Teams } from '@/lib/domain/setting';

/** What somebody did, as a label. */
export const actionLabels: Record<AuditAction, string> = {
  'override-authorship': 'Said who wrote a change',
  'undo-override': 'Took back who wrote a change',
  'add-rule': 'Added a rule',
  'revoke-rule': 'Revoked a rule',
  'confirm-regression': 'Confirmed a regression',
  'dismiss-regression': 'Dismissed a regression',
  'link-regression': 'Linked a regression',
  'unlink-regression': 'Unlinked a regression',
  'undo-decision': 'Took back a decision on a regression',
  'decide-failure-mode': 'Said why a change broke',
  'undo-failure-mode': 'Took back why a change broke',
  'report-regression': 'Reported what a change broke',
  'change-setting': 'Changed a setting',
  'undo-setting': 'Took back a change of a setting',
  'delete-repository': 'Deleted a repository',
  'add-note': 'Wrote a note',
  'edit-note': 'Edited a note',
  'remove-note': 'Removed a note',
  'save-view': 'Saved a view of a list',
  'rename-view': 'Renamed a view of a list',
  'remove-view': 'Removed a view of a list',
  'add-guardrail': 'Added a guardrail',
  'remove-guardrail': 'Removed a guardrail',
  'add-source': 'Added a source',
  'change-source': 'Changed a source',
  'rotate-secret': 'Gave a source its next secret',
  'end-secret': 'Ended the secret before the present one',
  'remove-source': 'Removed a source',
  'test-source': 'Tried a source',
  'add-digest': 'Added a digest',
  'remove-digest': 'Removed a digest',
  'test-digest': 'Tried a digest',
  replay: 'Had deliveries applied again',
  reprocess: 'Derived everything anew',
  restore: 'Restored a backup',
  reseal: 'Sealed secrets anew',
  'start-import': 'Began an import',
  'load-sample': 'Loaded the sample data',
  'remove-sample': 'Removed the sample data',
  'make-token': 'Made a token',
  'revoke-token': 'Revoked a token',
  invite: 'Invited somebody',
  'take-back-invitation': 'Took back an invitation',
  join: 'Joined',
  'new-password': 'Set a new password',
  'make-password-link': 'Made a link for a new password',
  'change-member': 'Changed what a member may do',
  'remove-member': 'Removed a member',
  'end-sessions': 'Ended sessions',
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
  'fail-to-sign-in': 'Could not sign in',
  'change-account': 'Changed how they sign in',
};

/** What kind of thing an action is about. */
export const subjectKinds: Record<
  AuditAction,
  'change' | 'regression' | 'rule' | 'setting' | 'repository' | 'guardrail' | 'named'
> = {
  'override-authorship': 'change',
  'undo-override': 'change',
  'add-rule': 'rule',
  'revoke-rule': 'rule',
  'confirm-regression': 'regression',
  'dismiss-regression': 'regression',
  'link-regression': 'regression',
  'unlink-regression': 'regression',
  'undo-decision': 'regression',
  'decide-failure-mode': 'regression',
  'undo-failure-mode': 'regression',
  'report-regression': 'change',
  'change-setting': 'setting',
  'undo-setting': 'setting',
  'delete-repository': 'repository',
  'add-note': 'regression',
  'edit-note': 'regression',
  'remove-note': 'regression',
  'save-view': 'named',
  'rename-view': 'named',
  'remove-view': 'named',
  'add-guardrail': 'guardrail',
  'remove-guardrail': 'guardrail',
  'add-source': 'named',
  'change-source': 'named',
  'rotate-secret': 'named',
  'end-secret': 'named',
  'remove-source': 'named',
  'test-source': 'named',
  'add-digest': 'named',
  'remove-digest': 'named',
  'test-digest': 'named',
  replay: 'named',
  reprocess: 'named',
  restore: 'named',
  reseal: 'named',
  'start-import': 'named',
  'load-sample': 'named',
  'remove-sample': 'named',
  'make-token': 'named',
  'revoke-token': 'named',
  invite: 'named',
  'take-back-invitation': 'named',
  join: 'named',
  'new-password': 'named',
  'make-password-link': 'named',
  'change-member': 'named',
  'remove-member': 'named',
  'end-sessions': 'named',
  'sign-in': 'named',
  'sign-out': 'named',
  'fail-to-sign-in': 'named',
  'change-account': 'named',
};

type Facts = AuditRow['before'];

const factOf = (facts: Facts, name: string): unknown =>
  facts === null || Array.isArray(facts) ? undefined : facts[name];

const OverrideFacts = z.object({
  authorship: Authorship,
  agent: z.optional(z.nullable(z.string())),
});
const DecisionFacts = z.object({ decision: Decision });
const FailureModeFacts = z.object({ failureMode: FailureMode });
const RuleFacts = z.pick(z.object(Rule.shape), {
  found: true,
  pattern: true,
  authorship: true,
  agent: true,
});

const GuardrailFacts = z.pick(Guardrail, { name: true, since: true });

const decisionWords: Record<Decision, string> = {
  confirmed: 'confirmed',
  dismissed: 'dismissed',
  linked: 'linked by hand',
  unlinked: 'unlinked by hand',
};

/** What stood before and stands since, in words; undefined where nothing was replaced. */
export function turnWords({
  action,
  before,
  after,
}: Pick<AuditRow, 'action' | 'before' | 'after'>): { before: string; after: string } | undefined {
  const read = readers[action];
  if (read === undefined) return undefined;
  return { before: read(before), after: read(after) };
}

const overrideOf = (facts: Facts) => {
  const { data } = OverrideFacts.safeParse(facts);
  if (data === undefined) return 'as the marks say';
  const agent = data.agent ? ` (${agentName(agentSlug(data.agent) ?? data.agent)})` : '';
  return `${authorshipLabels[data.authorship].toLowerCase()}${agent}`;
};
const decisionOf = (facts: Facts) => {
  const { data } = DecisionFacts.safeParse(facts);
  return data === undefined ? 'as the rules say' : decisionWords[data.decision];
};
const failureModeOf = (facts: Facts) => {
  const { data } = FailureModeFacts.safeParse(facts);
  return data === undefined ? 'as suggested' : failureModeLabels[data.failureMode].toLowerCase();
};
const ruleOf = (facts: Facts) => {
  const { data } = RuleFacts.safeParse(facts);
  return data === undefined ? 'no rule' : ruleWords(data);
};

const guardrailOf = (facts: Facts) => {
  const { data } = GuardrailFacts.safeParse(facts);
  return data === undefined ? 'no guardrail' : `${data.name}, since ${dateWords(data.since)}`;
};

const noteOf = (facts: Facts) => {
  const text = factOf(facts, 'text');
  return typeof text === 'string' ? `“${text}”` : 'no note';
};

const readers: Partial<Record<AuditAction, (facts: Facts) => string>> = {
  'override-authorship': overrideOf,
  'undo-override': overrideOf,
  'add-rule': ruleOf,
  'revoke-rule': ruleOf,
  'confirm-regression': decisionOf,
  'dismiss-regression': decisionOf,
  'link-regression': decisionOf,
  'unlink-regression': decisionOf,
  'undo-decision': decisionOf,
  'decide-failure-mode': failureModeOf,
  'undo-failure-mode': failureModeOf,
  'change-setting': settingOf,
  'undo-setting': settingOf,
  'add-note': noteOf,
  'edit-note': noteOf,
  'remove-note': noteOf,
  'add-guardrail': guardrailOf,
  'remove-guardrail': guardrailOf,
  'change-member': memberOf,
};

/** The facts before and after of what has no words of its own: `role: viewer → role: editor`. */
export function factsInWords({
  action,
  before,
  after,
}: Pick<AuditRow, 'action' | 'before' | 'after'>): string | undefined {
  if (subjectKinds[action] !== 'named') return undefined;
  const told = [factsOf(before), factsOf(after)].filter((words) => words !== '');
  return told.length === 0 ? undefined : told.join(' → ');
}

function factsOf(facts: Facts): string {
  return Object.entries(facts ?? {})
    .map(([name, value]): [string, string] => [
      name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      Array.isArray(value) ? value.join(', ') : String(value ?? ''),
    ])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}

const MemberFacts = z.object({ role: Role, teams: z.array(z.string()) });

function memberOf(facts: Facts): string {
  const { data } = MemberFacts.safeParse(facts);
  return data === undefined ? 'no member' : [data.role, ...data.teams].join(', ');
}

function settingOf(facts: Facts): string {
  const windows = IncidentWindows.safeParse(facts).data;
  if (windows !== undefined) {
    const services = Object.entries(windows.services).map(
      ([service, hours]) => `${service} ${plural(hours, 'hour')}`,
    );
    return [plural(windows.hours, 'hour'), ...services].join(', ');
  }
  const budgets = ErrorBudgets.safeParse(facts).data;
  if (budgets !== undefined) {
    const own = Object.entries(budgets.repositories).map(([name, one]) => `${name} ${one}%`);
    return [`${budgets.percent}%`, ...own].join(', ');
  }
  const retention = Retention.safeParse(facts).data;
  if (retention !== undefined) return plural(retention.rawDays, 'day');
  const teams = Teams.safeParse(facts).data;
  if (teams !== undefined) return listed(teams.map(({ name }) => name)) || 'no teams';
  const marks = HotfixMarks.safeParse(facts).data;
  if (marks === undefined) return 'not set';
  const named = (what: string, words: readonly string[]) =>
    words.length === 0 ? `no ${what}` : `${what} ${listed(words)}`;
  return `${named('labels', marks.labels)}; ${named('branches', marks.branches)}`;
}

/** What went with a repository that was deleted; undefined of anything else. */
export function goneWords({ action, before }: Pick<AuditRow, 'action' | 'before'>) {
  if (action !== 'delete-repository') return undefined;
  const { data } = RepositoryCounts.safeParse(before);
  if (data === undefined) return undefined;
  const went = countsInWords(data).filter(({ count }) => count > 0);
  return went.length === 0
    ? 'Nothing was stored of it.'
    : `Gone with it: ${listed(went.map(({ words }) => words))}.`;
}

/** The key of the change that a decision on a regression is about. */
export function changeKeyOf({ before, after }: Pick<AuditRow, 'before' | 'after'>) {
  const key = factOf(after, 'changeKey') ?? factOf(before, 'changeKey');
  return typeof key === 'string' ? key : undefined;
}

/** What broke, of a report that a person made; undefined of anything else. */
export function reportedWords({ action, after }: Pick<AuditRow, 'action' | 'after'>) {
  const title = factOf(after, 'title');
  return action === 'report-regression' && typeof title === 'string' ? title : undefined;
}

/** Whether a decision's regression still is one: not once it is unlinked, nor where its link is undone. */
export function hasPage({ action, before, undo }: Pick<AuditRow, 'action' | 'before' | 'undo'>) {
  switch (action) {
    case 'unlink-regression':
      return false;
    case 'link-regression':
      return undo !== null;
    case 'undo-decision':
      return factOf(before, 'decision') !== 'linked';
    default:
      return true;
  }
}
