import { heatMapQuestion } from '@/lib/api/heat-map';
import { answers } from '@/lib/http/answers';
import { heatMap } from '@/lib/measure/heat-map';

export const GET = answers(heatMapQuestion, heatMap);
