import * as z from 'zod/mini';
import { Authorship } from '@/lib/domain/change';
import { RegressionKind } from '@/lib/domain/regression';
import { Reason } from '@/lib/domain/rule';

/** What a person said of who wrote a change: it wins over everything else. */
export const Override = z
  .object({
    authorship: Authorship,
    /** `claude-code`, or the name of an agent of your own. */
    agent: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
    reason: Reason,
  })
  .check(
    z.refine(
      ({ authorship, agent }) =>
        agent === undefined || authorship === 'agent' || authorship === 'assisted',
      { path: ['agent'], error: 'only a change by or with an agent names one' },
    ),
  );
export type Override = z.output<typeof Override>;

/**
 * What a person said of one regression. `unlinked`: what broke has nothing to do with this change;
 * `linked`: it has, whatever the rules found.
 */
export const Decision = z.enum(['confirmed', 'dismissed', 'linked', 'unlinked']);
export type Decision = z.output<typeof Decision>;

/** What undoes a change or shows that it broke something. */
export const CauseType = z.enum(['change', 'incident', 'report', 'deployment', 'check']);
export type CauseType = z.output<typeof CauseType>;

/** A regression before it has an id: which change, what kind, and what showed it. */
export const RegressionKey = z.object({
  changeKey: z.string(),
  kind: RegressionKind,
  causeType: CauseType,
  causeKey: z.string(),
});
export type RegressionKey = z.output<typeof RegressionKey>;

/** What people decide that changes and regressions follow from. */
export const decidingActions = [
  'override-authorship',
  'undo-override',
  'add-rule',
  'revoke-rule',
  'confirm-regression',
  'dismiss-regression',
  'link-regression',
  'unlink-regression',
  'undo-decision',
  'decide-failure-mode',
  'undo-failure-mode',
  'report-regression',
  'change-setting',
  'undo-setting',
  'delete-repository',
] as const;

/** What people can do that the audit trail keeps. */
export const AuditAction = z.enum([
  ...decidingActions,
  'add-note',
  'edit-note',
  'remove-note',
  'save-view',
  'rename-view',
  'remove-view',
  'add-guardrail',
  'remove-guardrail',
  'add-source',
  'change-source',
  'rotate-secret',
  'end-secret',
  'remove-source',
  'test-source',
  'add-digest',
  'remove-digest',
  'test-digest',
  'replay',
  'reprocess',
  'restore',
  'reseal',
  'start-import',
  'load-sample',
  'remove-sample',
  'make-token',
  'revoke-token',
  'invite',
  'take-back-invitation',
  'join',
  'new-password',
  'make-password-link',
  'change-member',
  'remove-member',
  'end-sessions',
  'sign-in',
  'sign-out',
  'fail-to-sign-in',
  'change-account',
]);
export type AuditAction = z.output<typeof AuditAction>;
