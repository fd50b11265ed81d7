import { Glyph } from '@/components/charts/glyph';
import classes from '@/components/charts/plot.module.css';
import type { SeriesMarks, TrendRow } from '@/components/charts/trend-marks';

/** What each series says of one period: counts, rate, interval, and why it is not settled. */
export function TrendReadout({ row, series }: { row: TrendRow; series: readonly SeriesMarks[] }) {
  const notes = new Set<string>();
  for (const { authorship } of series) {
    const note = row.points[authorship]?.note;
    if (note !== undefined && note !== null) notes.add(note);
  }
  return (
    <div className={classes.readout}>
      <div className={classes.readoutTitle}>Merged {row.period}</div>
      {series.map(({ authorship, label }) => {
        const point = row.points[authorship];
        const before = row.before[authorship];
        if (point === undefined) return null;
        return (
          <div key={authorship} className={classes.readoutLine}>
            <Glyph authorship={authorship} />
            <span>{label}</span>
            <strong>{point.rate}</strong>
            <span>
              {point.interval === null ? '' : `likely ${point.interval} · `}
              {point.counts}
              {before && ` · merged ${before.period}: ${before.rate}, ${before.counts}`}
            </span>
          </div>
        );
      })}
      {[...notes].map((note) => (
        <div key={note} className={classes.readoutNote}>
          {note[0]?.toUpperCase()}
          {note.slice(1)}.
        </div>
      ))}
    </div>
  );
}
