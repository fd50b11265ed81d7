import { clusterMethods } from '@/lib/cli/stats-methods/clusters';
import { comparisonMethods } from '@/lib/cli/stats-methods/comparisons';
import { curveMethods } from '@/lib/cli/stats-methods/curves';
import { distributionMethods } from '@/lib/cli/stats-methods/distributions';
import { labelMethods } from '@/lib/cli/stats-methods/labels';
import { manyGroupMethods } from '@/lib/cli/stats-methods/many-groups';
import type { Method } from '@/lib/cli/stats-methods/method';
import { powerMethods } from '@/lib/cli/stats-methods/power';
import { rateMethods } from '@/lib/cli/stats-methods/rates';
import { sequentialMethods } from '@/lib/cli/stats-methods/sequential';
import { strataMethods } from '@/lib/cli/stats-methods/strata';
import { timeMethods } from '@/lib/cli/stats-methods/time';
import { verdictMethods } from '@/lib/cli/stats-methods/verdict';

/** Every method that a case may name. */
export const methods: Record<string, Method> = {
  ...clusterMethods,
  ...comparisonMethods,
  ...curveMethods,
  ...distributionMethods,
  ...labelMethods,
  ...manyGroupMethods,
  ...powerMethods,
  ...rateMethods,
  ...sequentialMethods,
  ...strataMethods,
  ...timeMethods,
  ...verdictMethods,
};
