'use client';

import { useQuery } from '@tanstack/react-query';
import { ask } from '@/components/ask';
import { linkToStatus } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { RegressionLines } from '@/components/regression/regression-lines';
import { repositoryOf } from '@/components/words/addresses';
import { listed } from '@/components/words/list-words';
import { earlierRegressionsQuestion } from '@/lib/api/earlier-regressions';
import { Filter } from '@/lib/domain/filter';

/** What broke before in the areas that the change touched. */
export function EarlierPart({ id }: { id: string }) {
  const query = useQuery(ask(earlierRegressionsQuestion, { id }));
  return (
    <section>
      <h2>Earlier in the same areas</h2>
      <Answered query={query} what="The earlier regressions" height="12rem">
        {({ areas, rows }) => {
          if (areas.length === 0) return <p>The areas that it touched are not known.</p>;
          const where = listed(areas);
          if (rows.length === 0) {
            return (
              <p>
                No regression is known before it in <bdi>{where}</bdi>.
              </p>
            );
          }
          return (
            <>
              <RegressionLines regressions={rows} />
              <p>
                <RestLink href={allOf(repositoryOf(id), areas)}>
                  All regressions in <bdi>{where}</bdi>
                </RestLink>
              </p>
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function allOf(repository: string, area: readonly string[]): string {
  const authorship = ['agent', 'assisted', 'human'];
  const filter = Filter.parse({ repository: [repository], area: [...area], authorship });
  return linkToStatus(['confirmed', 'suspected'], filter);
}
