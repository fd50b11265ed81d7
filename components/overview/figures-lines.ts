import type { Line } from '@/components/charts/table-csv';
import type { FiguresAnswer } from '@/lib/api/figures';

/** The figures as the lines of a file, those of the time before behind them. */
export function figuresLines({ now, before, range, rangeBefore }: FiguresAnswer): Line[] {
  return [
    ['from', 'to', 'figure', 'written_by', 'value', 'lower', 'upper', 'counted', 'of'],
    ...[
      { figures: now, range },
      { figures: before, range: rangeBefore },
    ].flatMap(({ figures, range: of }) => {
      if (figures === null) return [];
      const { rates, agentShare, changes, daysToRegression, hoursToRecover } = figures;
      const median = ({ median: value, lower, upper, n }: typeof hoursToRecover) =>
        [value, lower, upper, n, null] as const;
      const lines: Line[] = [
        ...rates.map((one) => [
          ...['regression rate', one.authorship],
          ...[one.rate, one.lower, one.upper, one.regressions, one.changes],
        ]),
        [
          ...['share of merged changes', 'agent'],
          ...[agentShare.share, agentShare.lower, agentShare.upper, agentShare.changes, changes],
        ],
        ...daysToRegression.map((one) => [
          ...['median days to regression', one.authorship],
          ...median(one),
        ]),
        ['median hours to recover', null, ...median(hoursToRecover)],
      ];
      return lines.map((line) => [of?.from ?? null, of?.to ?? null, ...line]);
    }),
  ];
}
