import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import {
  compileRulebook,
  type Rulebook,
  rulebookDigest,
  type StoredRule,
} from '@/lib/attribution/rulebook';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { canonicalJson } from '@/lib/domain/canonical';
import { Rule } from '@/lib/domain/rule';
import { defaultSettings, Settings } from '@/lib/domain/setting';
import type { Rules } from '@/lib/ledger/derive-change';
import { failureModeRules } from '@/lib/linking/failure-mode';

const Stored = z.object({ id: z.int(), rule: Rule });

/** The rules that people added and have not revoked, oldest first. */
export async function loadRules(database: Database): Promise<StoredRule[]> {
  const found = await rows(
    database,
    Stored,
    Prisma.sql`
    select id, json_strip_nulls(json_build_object(
      'found', found, 'pattern', pattern, 'authorship', authorship, 'agent', agent, 'mode', mode,
      'confidence', confidence, 'repository', repository, 'from', from_date, 'until', until_date,
      'reason', reason)) as rule
    from rule where revoked_at is null order by id`,
  );
  return found.map(({ id, rule }) => ({ ...rule, id }));
}

/** What people set, with the defaults for what they did not. */
export async function loadSettings(database: Database): Promise<Settings> {
  const [found] = await rows(
    database,
    z.object({ settings: z.record(z.string(), z.unknown()) }),
    Prisma.sql`select coalesce(json_object_agg(key, value), '{}') as settings from setting`,
  );
  return Settings.parse({ ...defaultSettings, ...found?.settings });
}

/** Compiling takes longer than most batches: the last rulebook is kept while its rules stand. */
let last: { digest: string; rulebook: Rulebook } | undefined;

/** All that changes are judged by, as it stands in this transaction. */
export async function loadJudging(database: Database): Promise<Rules & { digest: string }> {
  const rules = await loadRules(database);
  const settings = await loadSettings(database);
  const ofRules = rulebookDigest(rules);
  const compiled =
    last?.digest === ofRules ? last : { digest: ofRules, rulebook: compileRulebook(rules) };
  last = compiled;
  const { incidentWindows, hotfixMarks } = settings;
  const digest = createHash('sha256')
    .update(canonicalJson([ofRules, failureModeRules, { incidentWindows, hotfixMarks }]))
    .digest('hex');
  return { rulebook: compiled.rulebook, settings, digest };
}
