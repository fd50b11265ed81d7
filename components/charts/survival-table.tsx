import { type CurveMarks, type SurvivalMarks, toldDays } from '@/components/charts/survival-marks';
import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/tables/table.module.css';

/** The marks of the curves as a table: at the days of the axis, and where a curve ends; with links where it can be seen. */
export function SurvivalTable({
  marks,
  linkOf,
}: {
  marks: SurvivalMarks;
  linkOf: ((curve: CurveMarks) => string) | undefined;
}) {
  const days = [...new Set([...toldDays, ...marks.curves.map(({ last }) => last.day)])];
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>Changes that still stand, by days after merge</caption>
      <thead>
        <tr>
          <th scope="col">Days</th>
          <th scope="col">Written by</th>
          <th scope="col">Still standing</th>
          <th scope="col">Likely range</th>
          <th scope="col">Regressed</th>
          <th scope="col">Watched when the day began</th>
          <th scope="col">Remark</th>
        </tr>
      </thead>
      <tbody>
        {days
          .toSorted((a, b) => a - b)
          .flatMap((day) =>
            marks.curves.map((curve) => {
              const at = curve.days[day];
              if (at === undefined) return null;
              return (
                <tr key={`${day} ${curve.authorship}`}>
                  <td>{day}</td>
                  <td>
                    {linkOf === undefined ? (
                      curve.label
                    ) : (
                      <RestLink href={linkOf(curve)}>{curve.label}</RestLink>
                    )}
                  </td>
                  <td>{at.standing}</td>
                  <td>{at.interval}</td>
                  <td>{at.regressed}</td>
                  <td>{at.watched}</td>
                  <td>{at.isFew && 'fewer than ten still watched'}</td>
                </tr>
              );
            }),
          )}
      </tbody>
    </table>
  );
}
