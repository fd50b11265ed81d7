import { failureModeLabels, failureModeMeanings } from '@/components/words/labels';
import { FailureMode } from '@/lib/domain/regression';

/** What can be said of why something broke, for a select. */
export const failureModeChoices = FailureMode.options.map((value) => ({
  value,
  label: `${failureModeLabels[value]}: ${failureModeMeanings[value]}`,
}));
