import { wordFor } from '@/lib/access/removal-word';
import { nameOf } from '@/lib/access/viewer';
import { RuleId, rulesQuestion } from '@/lib/api/rules';
import { Rule } from '@/lib/domain/rule';
import { answers, readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { addRule, revokeRule } from '@/lib/ledger/rules';
import { rules } from '@/lib/measure/rules';

export const GET = answers(rulesQuestion, rules);

/** Adds a rule: 201 with its id, 400 with the field at fault. */
export const POST = route(async (request, _, __, viewer) => {
  const rule = await readPosted(request, Rule);
  return reply({ id: await addRule(database(), rule, nameOf(viewer)) }, 201);
});

/** Revokes a rule, and answers with the word that puts it back: 404 where none of that id stands. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = readAsk(RuleId, new URL(request.url).searchParams);
  const by = nameOf(viewer);
  if (await revokeRule(database(), id, by)) {
    return reply({ id, undo: wordFor({ kind: 'rule', id }, by, new Date()) });
  }
  throw new Failure('not-found', `There is no rule ${id}, or it was revoked already.`, 'id');
});
