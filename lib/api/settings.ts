import * as z from 'zod/mini';
import { entryId } from '@/lib/api/audit';
import type { Question } from '@/lib/api/question';
import { Reason } from '@/lib/domain/rule';
import {
  Counting,
  ErrorBudgets,
  HotfixMarks,
  IncidentWindows,
  Retention,
  Settings,
  Teams,
} from '@/lib/domain/setting';

/** What people set, with the defaults for what they did not. PUT a SettingChange to the same path. */
export const settingsQuestion = {
  path: '/api/v1/settings',
  ask: z.object({}),
  answer: z.object({
    settings: Settings,
    /** The services that deployments and incidents name. */
    services: z.array(z.string()),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type SettingsAnswer = z.output<typeof settingsQuestion.answer>;

/** One setting as it shall be, and why. */
export const SettingChange = z.discriminatedUnion('key', [
  z.object({ key: z.literal('incidentWindows'), value: IncidentWindows, reason: Reason }),
  z.object({ key: z.literal('hotfixMarks'), value: HotfixMarks, reason: Reason }),
  z.object({ key: z.literal('retention'), value: Retention, reason: Reason }),
  z.object({ key: z.literal('errorBudgets'), value: ErrorBudgets, reason: Reason }),
  z.object({ key: z.literal('counting'), value: Counting, reason: Reason }),
  z.object({ key: z.literal('teams'), value: Teams, reason: Reason }),
]);
export type SettingChange = z.output<typeof SettingChange>;

/** DELETEd at the same path: which entry of the audit trail is undone. 409 unless it is the last on its setting. */
export const SettingUndo = z.object({
  entry: z.string().check(z.regex(entryId, 'must be the id of an entry of the audit trail')),
});
