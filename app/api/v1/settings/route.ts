import { SettingChange, settingsQuestion } from '@/lib/api/settings';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { decidedBy } from '@/lib/http/decided-by';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { changeSetting } from '@/lib/ledger/settings';
import { settings } from '@/lib/measure/settings';

export const GET = answers(settingsQuestion, settings);

/** Sets one setting: answers with all as they stand then, 400 with the field at fault. */
export const PUT = route(async (request) => {
  const { key, value, reason } = await readPosted(request, SettingChange);
  await changeSetting(database(), key, value, reason, decidedBy);
  return reply(await settings(database()));
});
