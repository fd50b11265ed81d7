import { asAsk, type RegressionsParams } from '@/components/filters/filter-params';
import { neighboursQuestion } from '@/lib/api/regressions';

/** What is asked of the list that a regression was opened from: by server and browser alike. */
export function neighboursAsk(id: string, values: RegressionsParams) {
  return asAsk(neighboursQuestion.ask, { ...values, of: id });
}
