import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { weeklyQuestion } from '@/lib/api/weekly';

const { shape } = weeklyQuestion.ask;

/** The week and whose: the URL of the summary. */
export const weeklyParams = {
  week: parserOf(shape.week),
  repository: parserOf(shape.repository),
  team: parserOf(shape.team),
};
export const loadWeekly = createLoader(weeklyParams);
