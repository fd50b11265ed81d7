import { wordFor } from '@/lib/access/removal-word';
import { nameOf, type Viewer } from '@/lib/access/viewer';
import { EditedNote, NewNote, notesQuestion, RemovedNote } from '@/lib/api/notes';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { addNote, editNote, type NoteRefusal, removeNote } from '@/lib/ledger/notes';
import { splitId } from '@/lib/measure/change';
import { notes } from '@/lib/measure/notes';

export const GET = answers(notesQuestion, (prisma, ask, viewer) =>
  notes(prisma, ask, nameOf(viewer)),
);

/** Adds a note: 400 with the field at fault, 404 where the regression is not known. */
export const POST = route(async (request, _, __, viewer) => {
  const { id, text } = await readPosted(request, NewNote);
  refuseUnseen(viewer, id);
  const note = await addNote(database(), named(id), text, nameOf(viewer));
  if (note === undefined) {
    throw new Failure('not-found', `There is no regression ${id} here.`, 'id');
  }
  return reply({ note }, 201);
});

/** Edits one's own note. */
export const PUT = route(async (request, _, __, viewer) => {
  const { id, note, text } = await readPosted(request, EditedNote);
  refuseUnseen(viewer, id);
  const refused = await editNote(database(), { ...named(id), note }, text, nameOf(viewer));
  if (refused !== undefined) throw refusal(refused, note);
  return reply({ note });
});

/** Removes one's own note, or as an administrator any; answers with the word that puts it back. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id, note } = await readPosted(request, RemovedNote);
  refuseUnseen(viewer, id);
  const one = { ...named(id), note };
  const came = await removeNote(database(), one, nameOf(viewer), isAdministrator(viewer));
  if (typeof came === 'string') throw refusal(came, note);
  return reply({ note, undo: wordFor(came, nameOf(viewer), new Date()) });
});

const refusal = (why: NoteRefusal, note: string) =>
  why === 'unknown'
    ? new Failure('not-found', `There is no note ${note} on this regression.`, 'note')
    : new Failure('forbidden', 'Somebody else wrote this note.', 'note');

const isAdministrator = (viewer: Viewer) => viewer.by === 'person' && viewer.role === 'admin';

function named(id: string) {
  const { repository, key } = splitId(id);
  return { repository, regressionId: key };
}
