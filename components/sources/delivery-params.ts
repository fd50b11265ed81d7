import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { deliveriesQuestion } from '@/lib/api/deliveries';

const { search, source, state, from, to } = deliveriesQuestion.ask.shape;

/** What deliveries are searched by, in the URL. */
export const deliveryParams = {
  search: parserOf(search),
  source: parserOf(source),
  state: parserOf(state),
  from: parserOf(from),
  to: parserOf(to),
};

export const loadDeliveryParams = createLoader(deliveryParams);
