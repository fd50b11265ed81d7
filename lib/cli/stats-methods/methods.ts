import { distributionMethods } from '@/lib/cli/stats-methods/distributions';
import { labelMethods } from '@/lib/cli/stats-methods/labels';
import { manyGroupMethods } from '@/lib/cli/stats-methods/many-groups';
import type { Method } from '@/lib/cli/stats-methods/method';
import { powerMethods } from '@/lib/cli/stats-methods/power';
import { sequentialMethods } from '@/lib/cli/stats-methods/sequential';
import { timeMethods } from '@/lib/cli/stats-methods/time';
import { verdictMethods } from '@/lib/cli/stats-methods/verdict';

/** Every method that a case may name. */
export const methods: Record<string, Method> = {
  ...distributionMethods,
  ...labelMethods,
  ...manyGroupMethods,
  ...powerMethods,
  ...sequentialMethods,
  ...timeMethods,
  ...verdictMethods,
};
