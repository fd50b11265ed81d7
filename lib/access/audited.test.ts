import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rules } from '@/lib/access/roles';
import { AuditAction } from '@/lib/domain/decision';

type Rules = keyof typeof rules;
type Writing = Exclude<Rules, `GET ${string}` | `PAGE ${string}`>;

/** What the audit trail calls that which each writing address does, or why it keeps nothing of it. */
const audited: Record<Writing, readonly AuditAction[] | { excused: string }> = {
  'POST /api/auth/[...all]': [
    'sign-in',
    'sign-out',
    'fail-to-sign-in',
    'change-account',
    'end-sessions',
  ],
  'POST /api/v1/join': ['join', 'new-password'],
  'POST /api/v1/one-time-link': { excused: 'It tells what a link is for, and changes nothing.' },

  'POST /api/webhooks/[source]': { excused: 'Each delivery is kept whole, with when it came.' },
  'POST /api/v1/events': { excused: 'Facts of a sender, kept with what they say, decide nothing.' },
  'POST /api/v1/checks/junit': { excused: 'Facts of a sender, as of /api/v1/events.' },

  'PUT /api/v1/decision': ['confirm-regression', 'dismiss-regression', 'unlink-regression'],
  'DELETE /api/v1/decision': ['undo-decision'],
  'POST /api/v1/decisions': ['confirm-regression', 'dismiss-regression'],
  'DELETE /api/v1/decisions': ['undo-decision'],
  'POST /api/v1/link': ['link-regression', 'report-regression'],
  'PUT /api/v1/failure-mode': ['decide-failure-mode'],
  'DELETE /api/v1/failure-mode': ['undo-failure-mode'],
  'POST /api/v1/failure-modes': ['decide-failure-mode'],
  'DELETE /api/v1/failure-modes': ['undo-failure-mode'],
  'POST /api/v1/notes': ['add-note'],
  'PUT /api/v1/notes': ['edit-note'],
  'DELETE /api/v1/notes': ['remove-note'],
  'PUT /api/v1/override': ['override-authorship'],
  'DELETE /api/v1/override': ['undo-override'],
  'POST /api/v1/views': ['save-view'],
  'PUT /api/v1/views': ['rename-view'],
  'DELETE /api/v1/views': ['remove-view'],
  'POST /api/v1/guardrails': ['add-guardrail'],
  'DELETE /api/v1/guardrails': ['remove-guardrail'],
  'POST /api/v1/undo': ['add-note', 'save-view', 'add-digest', 'add-guardrail', 'add-rule'],

  'DELETE /api/v1/own-sessions': ['end-sessions'],
  'PUT /api/v1/members': ['change-member'],
  'DELETE /api/v1/members': ['remove-member'],
  'POST /api/v1/invitations': ['invite'],
  'DELETE /api/v1/invitations': ['take-back-invitation'],
  'POST /api/v1/password-link': ['make-password-link'],
  'DELETE /api/v1/member-sessions': ['end-sessions'],
  'POST /api/v1/tokens': ['make-token'],
  'DELETE /api/v1/tokens': ['revoke-token'],
  'POST /api/v1/digests': ['add-digest'],
  'DELETE /api/v1/digests': ['remove-digest'],
  'POST /api/v1/digest-test': ['test-digest'],
  'POST /api/v1/replay': ['replay'],
  'POST /api/v1/imports': ['start-import'],
  'POST /api/v1/repository-deletion': ['delete-repository'],
  'POST /api/v1/rules': ['add-rule'],
  'DELETE /api/v1/rules': ['revoke-rule'],
  'POST /api/v1/sample': ['load-sample'],
  'DELETE /api/v1/sample': ['remove-sample'],
  'PUT /api/v1/settings': ['change-setting'],
  'DELETE /api/v1/settings': ['undo-setting'],
  'POST /api/v1/sources': ['add-source'],
  'PUT /api/v1/sources': ['change-source'],
  'DELETE /api/v1/sources': ['remove-source'],
  'POST /api/v1/source-secret': ['rotate-secret'],
  'DELETE /api/v1/source-secret': ['end-secret'],
  'POST /api/v1/source-test': ['test-source'],
};
/** What commands alone do. */
const byCommand: readonly AuditAction[] = ['reprocess', 'restore', 'reseal'];

it('every address that changes something has its words in the audit trail, or is excused', () => {
  const writing = Object.keys(rules).filter((name) => !/^(GET|PAGE) /.test(name));
  expect(Object.keys(audited).sort()).toEqual(writing.sort());
});

it('every word of the audit trail is written by something that can be done', () => {
  const said = Object.values(audited).flatMap((one) => ('excused' in one ? [] : one));
  expect([...new Set([...said, ...byCommand])].sort()).toEqual([...AuditAction.options].sort());
  const code = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|^domain\/|\/generated\//.test(path))
    .map((path) => readFileSync(`lib/${path}`, 'utf8'))
    .join('\n');
  expect(AuditAction.options.filter((action) => !code.includes(`'${action}'`))).toEqual([]);
});
