import type * as z from 'zod/mini';
import type { rules } from '@/lib/access/roles';
import { DecisionRequest, DecisionsRequest, DecisionsUndo, DecisionUndo } from '@/lib/api/decision';
import { PostedReplay } from '@/lib/api/deliveries';
import { NamedDigest, PostedDigest } from '@/lib/api/digests';
import {
  FailureModeRequest,
  FailureModesRequest,
  FailureModesUndo,
  FailureModeUndo,
} from '@/lib/api/failure-mode';
import { GuardrailId } from '@/lib/api/guardrails';
import { ImportRequest } from '@/lib/api/imports';
import { JoinRequest, OneTimeLinkRequest } from '@/lib/api/join';
import { JunitAsk } from '@/lib/api/junit';
import { LinkRequest } from '@/lib/api/link';
import { ChangedMember, Invitation, NamedInvitation, NamedMember } from '@/lib/api/members';
import { EditedNote, NewNote, RemovedNote } from '@/lib/api/notes';
import { OverrideRequest, OverrideUndo } from '@/lib/api/override';
import { EndedSession } from '@/lib/api/own-sessions';
import { RepositoryDeletion } from '@/lib/api/repository';
import { RuleId } from '@/lib/api/rules';
import { SettingChange, SettingUndo } from '@/lib/api/settings';
import { ChangedSource, NamedSource, PostedSource, RotatedSecret } from '@/lib/api/sources';
import { NamedToken, PostedToken } from '@/lib/api/tokens';
import { UndoRequest } from '@/lib/api/undo';
import { View, ViewRemoval, ViewRenaming } from '@/lib/api/views';
import { PostedEvent } from '@/lib/domain/event';
import { Guardrail } from '@/lib/domain/guardrail';
import { Rule } from '@/lib/domain/rule';

export type Place = keyof typeof rules;
type Writing = Exclude<Place, `GET ${string}` | `PAGE ${string}`>;

/** What a writing address takes, and the tables without repositories whose rows it may add or take away. */
export interface Written {
  body?: z.ZodMiniType;
  search?: z.ZodMiniType;
  touches?: readonly string[];
}

const ofEvents = ['repository', 'repository_alias'];

/** Every writing address of the table of rules. */
export const writing: Record<Writing, Written> = {
  'POST /api/auth/[...all]': {},
  'POST /api/v1/join': { body: JoinRequest },
  'POST /api/v1/one-time-link': { body: OneTimeLinkRequest },

  'POST /api/webhooks/[source]': { touches: ['delivery', ...ofEvents] },
  'POST /api/v1/events': { body: PostedEvent, touches: ofEvents },
  'POST /api/v1/checks/junit': { search: JunitAsk, touches: ofEvents },

  'PUT /api/v1/decision': { body: DecisionRequest },
  'DELETE /api/v1/decision': { body: DecisionUndo },
  'POST /api/v1/decisions': { body: DecisionsRequest },
  'DELETE /api/v1/decisions': { body: DecisionsUndo },
  'POST /api/v1/link': { body: LinkRequest },
  'PUT /api/v1/failure-mode': { body: FailureModeRequest },
  'DELETE /api/v1/failure-mode': { body: FailureModeUndo },
  'POST /api/v1/failure-modes': { body: FailureModesRequest },
  'DELETE /api/v1/failure-modes': { body: FailureModesUndo },
  'POST /api/v1/notes': { body: NewNote },
  'PUT /api/v1/notes': { body: EditedNote },
  'DELETE /api/v1/notes': { body: RemovedNote },
  'PUT /api/v1/override': { body: OverrideRequest },
  'DELETE /api/v1/override': { body: OverrideUndo },
  'POST /api/v1/views': { body: View, touches: ['saved_view'] },
  'PUT /api/v1/views': { body: ViewRenaming },
  'DELETE /api/v1/views': { body: ViewRemoval, touches: ['saved_view'] },
  'POST /api/v1/guardrails': { body: Guardrail, touches: ['guardrail'] },
  'DELETE /api/v1/guardrails': { search: GuardrailId },
  'POST /api/v1/undo': { body: UndoRequest },

  'DELETE /api/v1/own-sessions': { body: EndedSession },
  'PUT /api/v1/members': { body: ChangedMember },
  'DELETE /api/v1/members': { body: NamedMember },
  'POST /api/v1/invitations': { body: Invitation, touches: ['one_time_link'] },
  'DELETE /api/v1/invitations': { body: NamedInvitation, touches: ['one_time_link'] },
  'POST /api/v1/password-link': { body: NamedMember },
  'DELETE /api/v1/member-sessions': { body: NamedMember },
  'POST /api/v1/tokens': { body: PostedToken, touches: ['api_token'] },
  'DELETE /api/v1/tokens': { body: NamedToken },
  'POST /api/v1/digests': { body: PostedDigest, touches: ['digest'] },
  'DELETE /api/v1/digests': { body: NamedDigest, touches: ['digest'] },
  'POST /api/v1/digest-test': { body: NamedDigest },
  'POST /api/v1/replay': { body: PostedReplay },
  'POST /api/v1/imports': { body: ImportRequest, touches: ofEvents },
  'POST /api/v1/repository-deletion': { body: RepositoryDeletion, touches: ofEvents },
  'POST /api/v1/rules': { body: Rule, touches: ['rule', 'rejudgement'] },
  'DELETE /api/v1/rules': { search: RuleId, touches: ['rejudgement'] },
  'POST /api/v1/sample': {},
  'DELETE /api/v1/sample': {},
  'PUT /api/v1/settings': { body: SettingChange, touches: ['setting', 'rejudgement'] },
  'DELETE /api/v1/settings': { body: SettingUndo, touches: ['setting', 'rejudgement'] },
  'POST /api/v1/sources': { body: PostedSource, touches: ['source'] },
  'PUT /api/v1/sources': { body: ChangedSource },
  'DELETE /api/v1/sources': { search: NamedSource, touches: ['source'] },
  'POST /api/v1/source-secret': { body: RotatedSecret },
  'DELETE /api/v1/source-secret': { search: NamedSource },
  'POST /api/v1/source-test': { body: NamedSource, touches: ['delivery'] },
};
