import { wordFor } from '@/lib/access/removal-word';
import { nameOf } from '@/lib/access/viewer';
import { GuardrailId, guardrailsQuestion } from '@/lib/api/guardrails';
import { Guardrail } from '@/lib/domain/guardrail';
import { answers, readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { addGuardrail, removeGuardrail } from '@/lib/ledger/guardrails';
import { guardrails } from '@/lib/measure/guardrails';

export const GET = answers(guardrailsQuestion, guardrails);

/** Adds a guardrail: 201 with its id, 400 with the field at fault. */
export const POST = route(async (request, _, __, viewer) => {
  const guardrail = await readPosted(request, Guardrail);
  return reply({ id: await addGuardrail(database(), guardrail, nameOf(viewer)) }, 201);
});

/** Removes a guardrail, and answers with the word that puts it back: 404 where none of that id stands. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = readAsk(GuardrailId, new URL(request.url).searchParams);
  const by = nameOf(viewer);
  if (await removeGuardrail(database(), id, by)) {
    return reply({ id, undo: wordFor({ kind: 'guardrail', id }, by, new Date()) });
  }
  throw new Failure('not-found', `There is no guardrail ${id}, or it was removed already.`, 'id');
});
