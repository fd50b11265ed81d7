import { AreasPanel } from '@/components/overview/areas-panel';
import { BreakdownPanel } from '@/components/overview/breakdown-panel';
import { CurvePanel } from '@/components/overview/curve-panel';
import { FailureModesPanel } from '@/components/overview/failure-modes-panel';
import { GreenPanel } from '@/components/overview/green-panel';
import classes from '@/components/overview/overview.module.css';
import type { Filter } from '@/lib/domain/filter';

/** What is behind the answer: how long changes stand, and where they regress. */
export function BelowTheFold({ filter }: { filter: Filter }) {
  return (
    <div className={classes.panels}>
      <CurvePanel filter={filter} />
      <BreakdownPanel by="size" filter={filter} />
      <div className={classes.stack}>
        <BreakdownPanel by="reviewed" filter={filter} />
        <GreenPanel filter={filter} />
      </div>
      <AreasPanel filter={filter} />
      <div className={classes.whole}>
        <FailureModesPanel filter={filter} />
      </div>
    </div>
  );
}
