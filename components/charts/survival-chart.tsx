import { Glyph } from '@/components/charts/glyph';
import { Plot } from '@/components/charts/plot';
import classes from '@/components/charts/plot.module.css';
import { SurvivalCurves } from '@/components/charts/survival-curves';
import { axisDays, type CurveMarks, type SurvivalMarks } from '@/components/charts/survival-marks';
import { horizonDays } from '@/lib/api/curve';

const plotHeight = 250;
/** Of a line of figures under the axis, and of the words above them. */
const figureLine = 17;

const days = Array.from({ length: horizonDays + 1 }, (_, at) => ({ at }));
const ticks = [...axisDays].map((at) => ({
  at,
  label: at === horizonDays ? `${at} days` : String(at),
}));

/**
 * The share of changes that still stand by each day after merge, with intervals, and how many are still
 * watched under the days of the axis. It decides nothing: see survival-marks.ts.
 */
export function SurvivalChart({
  marks,
  linkOf,
}: {
  marks: SurvivalMarks;
  linkOf: (curve: CurveMarks) => string;
}) {
  const below = figureLine * (marks.curves.length + 1);
  return (
    <Plot
      name="What still stands by days after merge. Tab goes from curve to curve, arrow keys from day to day."
      height={`${plotHeight + below}px`}
      rows={days}
      span={[0, horizonDays]}
      ticks={ticks}
      bounds={[marks.floor, 1]}
      heights={marks.heights}
      beside={82}
      below={below}
      readoutOf={(day) => <Readout marks={marks} day={day} />}
    >
      {(reach) => (
        <SurvivalCurves marks={marks} linkOf={linkOf} figureLine={figureLine} onReach={reach} />
      )}
    </Plot>
  );
}

function Readout({ marks, day }: { marks: SurvivalMarks; day: number }) {
  return (
    <div className={classes.readout}>
      <div className={classes.readoutTitle}>
        {day === 0 ? 'At the merge' : `After ${day} ${day === 1 ? 'day' : 'days'}`}
      </div>
      {marks.curves.map(({ authorship, label, days: own }) => {
        const at = own[day];
        return (
          <div key={authorship} className={classes.readoutLine}>
            <Glyph authorship={authorship} />
            <span>{label}</span>
            <strong>{at?.standing ?? '–'}</strong>
            <span>{at === undefined ? 'not watched for so long' : readingWords(at)}</span>
          </div>
        );
      })}
    </div>
  );
}

function readingWords({ day, interval, watched }: CurveMarks['last']): string {
  return day === 0 ? `${watched} watched` : `likely ${interval} · ${watched} still watched`;
}
