import * as z from 'zod/mini';
import { RegressionId } from '@/lib/api/decision';
import { Id, type Question } from '@/lib/api/question';
import { NoteText } from '@/lib/domain/note';

/** What somebody wrote down about a regression. */
export const Note = z.object({
  note: z.guid(),
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  /** Whoever asks wrote it, and may edit it. */
  own: z.boolean(),
});
export type Note = z.output<typeof Note>;

/**
 * The notes on a regression, oldest first. POST adds one: 201. PUT edits and DELETE removes one: 403 where
 * somebody else wrote it, though administrators may remove any; 404 where there is none.
 */
export const notesQuestion = {
  path: '/api/v1/notes',
  ask: z.object({ id: Id }),
  answer: z.object({ notes: z.array(Note) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type NotesAsk = z.output<typeof notesQuestion.ask>;
export type NotesAnswer = z.output<typeof notesQuestion.answer>;

export const NewNote = z.object({ id: RegressionId, text: NoteText });
const note = z.guid('must be the id of a note like 2f1c0a52-…');
export const EditedNote = z.object({ id: RegressionId, note, text: NoteText });
export const RemovedNote = z.object({ id: RegressionId, note });
export const NoteAnswer = z.object({ note: z.string() });
