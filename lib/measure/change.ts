import * as z from 'zod/mini';
import { type ChangeAsk, ToldChange } from '@/lib/api/change';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence } from '@/lib/domain/evidence';
import {
  backportedBy,
  commitsOf,
  evidenceOf,
  overrideOf,
  undidBy,
} from '@/lib/measure/change-parts';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { regressionsOf, unlinkedOf } from '@/lib/measure/regression-parts';
import { timelineOf } from '@/lib/measure/timeline';
import { followUpOf, repositories } from '@/lib/measure/where';

/** Far beyond any window: a change's own page tells all the days that it was watched. */
const everyDay = 1_000_000;

/** What a rule for the whole account would name: the opener's login or, as git knows no logins, the address of the newest commit's author. */
const account = Prisma.sql`coalesce(c.author_login, c.facts #>> '{opener,value,email}', (
  select m.facts #>> '{value,author,email}' from change_commit m
  where m.repository_id = c.repository_id and m.change_key = c.key
  order by (m.facts #>> '{value,committedAt}')::timestamptz desc limit 1))`;

/** As many folders as one would read. */
const mostAreas = 20;
const filesByArea = Prisma.sql`(
  select coalesce(json_agg(json_build_object('area', f.area, 'files', f.files)
    order by f.files desc, f.area), '[]')
  from (
    select case when strpos(path, '/') > 1 then split_part(path, '/', 1) end as area,
      count(*)::int as files
    from jsonb_array_elements_text(coalesce(c.facts #> '{size,value,paths}', '[]')) as path
    group by 1 order by 2 desc, 1 limit ${mostAreas}) as f)`;

const Row = z.extend(ChangeColumns, {
  body: z.nullable(z.string()),
  author_name: z.nullable(z.string()),
  author_login: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  opened_at: z.nullable(z.date()),
  closed_at: z.nullable(z.date()),
  merge_sha: z.nullable(z.string()),
  additions: z.nullable(z.int()),
  deletions: z.nullable(z.int()),
  changed_files: z.nullable(z.int()),
  areas: z.array(z.string()),
  files_by_area: ToldChange.shape.filesByArea,
  labels: z.array(z.string()),
  agents: z.array(z.string()),
  marked_share: z.nullable(z.number()),
  line_share: z.nullable(z.number()),
  confidence: Confidence,
  repository_url: z.nullable(z.string()),
  sample: z.boolean(),
  follow_up: z.nullable(z.int()),
  exposed: z.boolean(),
  standing: z.enum(['none', 'revert', 'reapply']),
  relanded_by: z.nullable(z.string()),
  backport_of: z.nullable(z.string()),
  account: z.nullable(z.string()),
});

/**
 * One change with everything that is known of it and why.
 * @returns undefined where no such change is known.
 */
export async function change(
  database: Database,
  { id }: ChangeAsk,
): Promise<ToldChange | undefined> {
  const { repository, key } = splitId(id);
  const [found] = await rows(
    database,
    Row,
    Prisma.sql`
    select ${changeColumns}, c.facts #>> '{description,value,body}' as body, c.author_name,
      c.author_login, c.branch, c.opened_at, c.closed_at, c.merge_sha, c.additions, c.deletions,
      c.changed_files, c.areas, ${filesByArea} as files_by_area, c.labels, c.agents, c.marked_share, c.line_share, c.backport_of, c.confidence, c.exposed,
      c.standing, c.relanded_by, ${account} as account, r.url as repository_url, r.sample,
      case when c.merged_at is not null
        then ${followUpOf(Prisma.sql`(c.merged_at at time zone 'UTC')::date`, everyDay)} end as follow_up
    from change c join ${repositories({ repository: [repository] })} as r on r.id = c.repository_id
    where c.key = ${key}`,
  );
  if (found === undefined) return undefined;
  const [evidence, override, regressions, unlinked, backportOf, undid, commits] = await Promise.all(
    [
      evidenceOf(database, found),
      overrideOf(database, found),
      regressionsOf(database, found),
      unlinkedOf(database, found),
      backportedBy(database, found, found.backport_of),
      undidBy(database, found),
      commitsOf(database, found),
    ],
  );
  const timeline = await timelineOf(database, found, commits, regressions);
  return {
    ...changeRow(found, regressions.find(({ status }) => status === 'confirmed')?.day ?? null),
    body: found.body,
    authorName: found.author_name,
    authorLogin: found.author_login,
    branch: found.branch,
    openedAt: found.opened_at?.toISOString() ?? null,
    mergeSha: found.merge_sha,
    additions: found.additions,
    deletions: found.deletions,
    changedFiles: found.changed_files,
    areas: found.areas,
    filesByArea: found.files_by_area,
    labels: found.labels,
    agents: found.agents,
    markedShare: found.marked_share,
    lineShare: found.line_share,
    confidence: found.confidence,
    repositoryUrl: found.repository_url,
    sample: found.sample,
    followUpDays: found.follow_up,
    exposed: found.exposed,
    standing: found.standing,
    backportOf,
    account: found.account,
    evidence,
    override,
    regressions,
    unlinked,
    undid,
    relandedBy: found.relanded_by === null ? null : `${repository}/${found.relanded_by}`,
    commits,
    timeline,
  };
}

/** `owner/name/key` into its two parts; a repository's name may hold several slashes. */
export function splitId(id: string): { repository: string; key: string } {
  const slash = id.lastIndexOf('/');
  return { repository: id.slice(0, Math.max(slash, 0)), key: id.slice(slash + 1) };
}
