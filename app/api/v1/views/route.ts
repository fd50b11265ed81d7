import { wordFor } from '@/lib/access/removal-word';
import { nameOf, type Viewer } from '@/lib/access/viewer';
import { View, ViewRemoval, ViewRenaming, viewsQuestion } from '@/lib/api/views';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { removeView, renameView, saveView } from '@/lib/ledger/views';
import { views } from '@/lib/measure/views';

export const GET = answers(viewsQuestion, views);

/** Saves a view: 201 with its id, 409 where the list has one of that name. */
export const POST = route(async (request, _, __, viewer) => {
  const view = await readPosted(request, View);
  const id = await saveView(database(), view, nameOf(viewer));
  if (id === undefined) throw taken(view.name);
  return reply({ id }, 201);
});

/** Renames a view: 404 where there is none of that id, 409 where its list has one of that name. */
export const PUT = route(async (request, _, __, viewer) => {
  const { id, name } = await readPosted(request, ViewRenaming);
  const renamed = await renameView(database(), id, name, changerOf(viewer));
  if (renamed === 'taken') throw taken(name);
  if (renamed === 'unknown') throw unknown(id);
  return reply({ id });
});

/** Removes a view, and answers with the word that puts it back: 404 where there is none of that id. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, ViewRemoval);
  const removed = await removeView(database(), id, changerOf(viewer));
  if (removed === undefined) throw unknown(id);
  return reply({ id, undo: wordFor(removed, nameOf(viewer), new Date()) });
});

const changerOf = (viewer: Viewer) => ({ by: nameOf(viewer), sight: viewer.sight });

const taken = (name: string) =>
  new Failure(
    'conflict',
    `There is a view “${name}” of this list already: choose another name.`,
    'name',
  );
const unknown = (id: number) =>
  new Failure('not-found', `There is no view ${id}, or it was removed already.`, 'id');
