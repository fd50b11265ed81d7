import { nameOf } from '@/lib/access/viewer';
import { LinkRequest } from '@/lib/api/link';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { linkRegression } from '@/lib/ledger/decisions';
import type { ChangeId } from '@/lib/ledger/overrides';
import { reportRegression } from '@/lib/ledger/reports';
import { splitId } from '@/lib/measure/change';
import { findCause, mergeOf } from '@/lib/measure/find-cause';

/** Links by hand what broke: 201 with the regression's id, 400, 404 or 409 with the field at fault. */
export const POST = route(async (request, _, __, viewer) => {
  const link = await readPosted(request, LinkRequest);
  refuseUnseen(viewer, link.id);
  const change = splitId(link.id);
  const mergedAt = await mergeOf(database(), change);
  if (mergedAt === undefined || mergedAt === null) throw unknownChange(link);
  const regressionId =
    link.causeType === 'report'
      ? await report(change, link, mergedAt, nameOf(viewer))
      : await linkTo(change, link, mergedAt, nameOf(viewer));
  return reply({ id: `${change.repository}/${regressionId}` }, 201);
});

async function linkTo(
  { repository, key }: ChangeId,
  link: Exclude<LinkRequest, { causeType: 'report' }>,
  mergedAt: Date,
  decidedBy: string,
): Promise<string> {
  const { kind, causeType, cause, reason } = link;
  const naming = { repository, changeKey: key, mergedAt, causeType, cause };
  const found = await findCause(database(), naming);
  if (found === undefined) throw unknownCause(link);
  if ('refused' in found) throw new Failure('conflict', found.refused, 'cause');
  const named = { changeKey: key, kind, causeType, causeKey: found.key };
  const made = await linkRegression(database(), repository, named, reason, decidedBy);
  if ('regressionId' in made) return made.regressionId;
  throw made.refused === 'unknown-change' ? unknownChange(link) : unknownCause(link);
}

async function report(
  change: ChangeId,
  { cause, reason, ...asked }: LinkRequest,
  mergedAt: Date,
  decidedBy: string,
): Promise<string> {
  const now = new Date();
  const on = 'on' in asked ? asked.on : undefined;
  const endOfDay = on === undefined ? now : new Date(`${on}T23:59:59.000Z`);
  if (endOfDay < mergedAt) {
    throw new Failure('conflict', 'It was not merged yet on that day.', 'on');
  }
  const at = endOfDay < now ? endOfDay : now;
  const told = { title: cause, reason, at };
  const regressionId = await reportRegression(database(), change, told, decidedBy);
  if (regressionId !== undefined) return regressionId;
  throw new Failure('conflict', 'Nothing can be reported of this change.', 'id');
}

const unknownChange = ({ id }: LinkRequest) =>
  new Failure('not-found', `There is no merged change ${id} here.`, 'id');

const unknownCause = ({ causeType, cause }: LinkRequest) =>
  new Failure('not-found', `There is no ${causeType} "${cause}" in this repository.`, 'cause');
