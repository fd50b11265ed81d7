import { ChoiceMenu } from '@/components/filters/choice-menu';
import { useCounted } from '@/components/filters/use-counted';
import { kindLabels, kindMeanings } from '@/components/words/labels';
import { RegressionKind } from '@/lib/domain/regression';

const choices = RegressionKind.options.map((value) => ({
  value,
  label: kindLabels[value],
  detail: kindMeanings[value],
}));

/** The kinds of regression that count. */
export function KindMenu({
  kinds,
  onChange,
}: {
  kinds: readonly RegressionKind[];
  onChange: (kinds: RegressionKind[] | null) => void;
}) {
  const counted = useCounted();
  return (
    <ChoiceMenu
      label="Kind"
      whenNone="all"
      choices={choices}
      chosen={kinds}
      isSet={String(kinds) !== String(counted.kinds)}
      onChange={onChange}
    />
  );
}
