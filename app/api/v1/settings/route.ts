import { nameOf } from '@/lib/access/viewer';
import { SettingChange, SettingUndo, settingsQuestion } from '@/lib/api/settings';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { changeSetting, undoSetting } from '@/lib/ledger/settings';
import { settings } from '@/lib/measure/settings';

export const GET = answers(settingsQuestion, settings);

/** Sets one setting: answers with all as they stand then, 400 with the field at fault. */
export const PUT = route(async (request, _, __, viewer) => {
  const { key, value, reason } = await readPosted(request, SettingChange);
  await changeSetting(database(), key, value, reason, nameOf(viewer));
  return reply(await settings(database()));
});

/** Sets a setting back to what it was before its last change: answers with all as they stand then. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { entry } = await readPosted(request, SettingUndo);
  switch (await undoSetting(database(), entry, nameOf(viewer))) {
    case 'unknown':
      throw new Failure('not-found', `Entry ${entry} tells of no change of a setting.`, 'entry');
    case 'superseded':
      throw new Failure(
        'conflict',
        'The setting was changed again since: undo that first.',
        'entry',
      );
    case 'undone':
      return reply(await settings(database()));
  }
});
