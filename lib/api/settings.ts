import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Reason } from '@/lib/domain/rule';
import { HotfixMarks, IncidentWindows, Retention, Settings, Teams } from '@/lib/domain/setting';

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
  z.object({ key: z.literal('teams'), value: Teams, reason: Reason }),
]);
export type SettingChange = z.output<typeof SettingChange>;
