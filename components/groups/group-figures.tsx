import { linkTo } from '@/components/filters/filter-params';
import { type GroupKind, groupKinds } from '@/components/groups/group-kinds';
import { differsWords, tierWords } from '@/components/groups/group-words';
import classes from '@/components/groups/groups.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { Rate } from '@/lib/api/definition';
import type { GroupsAnswer, RatedGroup } from '@/lib/api/groups';
import type { Filter } from '@/lib/domain/filter';

/** The rate of one group by itself, among the others, and that of all. */
export function GroupFigures({
  by,
  group,
  among,
  own,
}: {
  by: GroupKind;
  group: RatedGroup;
  among: GroupsAnswer;
  /** The filter of its own changes. */
  own: Filter;
}) {
  const { title } = groupKinds[by];
  const { shrunk, changes } = group;
  return (
    <dl className={classes.figures}>
      <div>
        <dt>Rate by itself</dt>
        <dd>
          <Reading rate={group} />
          <RestLink href={linkTo('/regressions', own)}>{ofWords(group)} regressed</RestLink>
        </dd>
      </div>
      <div>
        <dt>Among all {title.toLowerCase()}</dt>
        <dd>
          {shrunk === null ? (
            <span className={classes.quiet}>not watched long enough</span>
          ) : (
            <>
              <strong>{percentWords(shrunk.rate, changes)}</strong>
              <span className={classes.quiet}>
                likely {intervalWords(shrunk.lower, shrunk.upper, changes)}
              </span>
            </>
          )}
          <span>
            {differsWords(group, among.all)}; {tierWords(group, among)}
          </span>
        </dd>
      </div>
      <div>
        <dt>All {title.toLowerCase()} together</dt>
        <dd>
          <Reading rate={among.all} />
          <span>{ofWords(among.all)} regressed</span>
        </dd>
      </div>
    </dl>
  );
}

function Reading({ rate: { rate, lower, upper, changes } }: { rate: Rate }) {
  if (rate === null || lower === null || upper === null) {
    return <span className={classes.quiet}>not watched long enough</span>;
  }
  return (
    <>
      <strong>{percentWords(rate, changes)}</strong>
      <span className={classes.quiet}>likely {intervalWords(lower, upper, changes)}</span>
    </>
  );
}
