'use client';

import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { DecidedPart } from '@/components/change/decided-part';
import { type Foreseen, useOwnWord } from '@/components/change/foreseen';
import { type Closing, FormOpeners } from '@/components/change/form-openers';
import story from '@/components/change/story.module.css';
import { useDecide } from '@/components/change/use-decide';
import { sendRequest } from '@/components/fetch-answer';
import { Answered } from '@/components/layout/answered';
import { useRemove } from '@/components/layout/removals';
import classes from '@/components/regression/regression.module.css';
import { LinkOut } from '@/components/tables/cells';
import { linkedParts } from '@/components/words/linked-parts';
import { Moment } from '@/components/words/moment';
import {
  EditedNote,
  NewNote,
  type Note,
  NoteAnswer,
  type NotesAnswer,
  notesQuestion,
  RemovedNote,
} from '@/lib/api/notes';
import { Removal } from '@/lib/api/undo';
import { type Fault, readAs } from '@/lib/domain/fault';

const { path } = notesQuestion;

/** What people wrote down about a regression, and the way to add to it. */
export function NotesPart({ id }: { id: string }) {
  const query = useQuery(ask(notesQuestion, { id }));
  const mayAdd = useMay('editor');
  return (
    <DecidedPart title="Notes">
      <Answered query={query} what="The notes" height="4rem">
        {({ notes }) =>
          notes.length === 0 ? (
            <p className={story.quiet}>
              None yet. What was learned here helps whoever meets the same area next.
            </p>
          ) : (
            <ol className={classes.notes}>
              {notes.map((note) => (
                <Written key={note.note} id={id} note={note} />
              ))}
            </ol>
          )
        }
      </Answered>
      {mayAdd && (
        <FormOpeners
          openers={[
            {
              label: 'Add a note',
              form: (closing) => <AddForm id={id} closing={closing} />,
            },
          ]}
        />
      )}
    </DecidedPart>
  );
}

function Written({ id, note }: { id: string; note: Note }) {
  const { text, writtenBy, writtenAt, editedAt, own } = note;
  const mayEdit = useMay('editor') && own;
  const mayRemoveAny = useMay('admin');
  const edit = {
    label: 'Edit',
    name: `Edit the note by ${writtenBy}`,
    form: (closing: Closing) => <EditForm id={id} note={note} closing={closing} />,
  };
  return (
    <li className={classes.note}>
      <p className={classes.text} dir="auto">
        {linkedParts(text).map((part, index) =>
          part.isLink ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
            <LinkOut key={index} url={part.text}>
              {part.text}
            </LinkOut>
          ) : (
            part.text
          ),
        )}
      </p>
      <p className={story.quiet}>
        <bdi>{writtenBy}</bdi>, <Moment at={writtenAt} />
        {editedAt !== null && (
          <>
            , edited <Moment at={editedAt} />
          </>
        )}
      </p>
      {(mayEdit || mayRemoveAny) && (
        <FormOpeners openers={mayEdit ? [edit] : []} last={<DeleteButton id={id} note={note} />} />
      )}
    </li>
  );
}

/** What a decision will make of the notes on a regression. */
function foreseenNotes<Sent>(
  id: string,
  made: (notes: readonly Note[], sent: Sent) => Note[],
): Foreseen<Sent> {
  const { queryKey } = ask(notesQuestion, { id });
  return {
    path,
    put: (client, sent) => {
      client.setQueryData(queryKey, (told) => told && { notes: made(told.notes, sent) });
    },
  };
}

function AddForm({ id, closing }: { id: string; closing: Closing }) {
  const ownWord = useOwnWord();
  const unsaved = (text: string): Note => {
    const { decidedBy: writtenBy, decidedAt: writtenAt } = ownWord('');
    // It has no id yet that it could be edited by.
    return { note: 'unsaved', text, writtenBy, writtenAt, editedAt: null, own: false };
  };
  return (
    <TextForm
      title="Add a note"
      read={(text) => readAs(NewNote, { id, text })}
      send={(note) => sendRequest('POST', path, NoteAnswer, note)}
      said="Added."
      foreseen={foreseenNotes(id, (notes, { text }: { text: string }) => [...notes, unsaved(text)])}
      closing={closing}
    />
  );
}

function EditForm({ id, note, closing }: { id: string; note: Note; closing: Closing }) {
  return (
    <TextForm
      title="Edit the note"
      initial={note.text}
      read={(text) => readAs(EditedNote, { id, note: note.note, text })}
      send={(edited) => sendRequest('PUT', path, NoteAnswer, edited)}
      said="Saved."
      foreseen={foreseenNotes(id, (notes, { text }: { text: string }) =>
        notes.map((one) => (one.note === note.note ? { ...one, text } : one)),
      )}
      closing={closing}
    />
  );
}

/** The form of a note's words. */
function TextForm<Sent extends Readonly<Record<string, unknown>>>({
  title,
  initial = '',
  read,
  send,
  said,
  foreseen,
  closing,
}: {
  title: string;
  initial?: string;
  read: (text: string) => { value: Sent; fault?: never } | { value?: never; fault: Fault };
  send: (value: Sent) => Promise<unknown>;
  said: string;
  foreseen: Foreseen<Sent>;
  closing: Closing;
}) {
  const [text, setText] = useState(initial);
  const [wrong, setWrong] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useDecide({ send, said, foreseen });
  const refuse = (reason: string) => {
    setWrong(reason);
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(undefined);
    const { value, fault } = read(text);
    if (fault !== undefined) return refuse(fault.reason);
    sending.mutate(value, {
      onSuccess: closing.close,
      onError: ({ message }) => refuse(message),
    });
  };
  return (
    <form className={story.form} onSubmit={submit} noValidate aria-label={title}>
      <Textarea
        ref={field}
        label="The note"
        description="Plain text; addresses that begin with http:// or https:// become links."
        value={text}
        error={wrong}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        rows={4}
        autoFocus
      />
      <div className={story.buttons}>
        <Button type="submit" size="compact-sm" loading={sending.isPending}>
          Save the note
        </Button>
        <Button variant="default" size="compact-sm" onClick={closing.cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function DeleteButton({ id, note: { note, writtenBy } }: { id: string; note: Note }) {
  const removing = useRemove<NotesAnswer>({
    told: 'The note is deleted.',
    send: () => sendRequest('DELETE', path, Removal, RemovedNote.parse({ id, note })),
    path,
    without: (answer) => ({ notes: answer.notes.filter((one) => one.note !== note) }),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`Delete the note by ${writtenBy}`}
      onClick={() => removing.mutate()}
    >
      Delete
    </Button>
  );
}
