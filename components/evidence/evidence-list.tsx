import classes from '@/components/evidence/evidence.module.css';
import { confidenceLabels } from '@/components/words/labels';
import type { Evidence } from '@/lib/domain/evidence';

/** The facts behind a conclusion: the text that matched, where it stood, the rule, how sure it is. */
export function EvidenceList({ evidence, none }: { evidence: readonly Evidence[]; none: string }) {
  if (evidence.length === 0) return <p className={classes.quiet}>{none}</p>;
  return (
    <ul className={classes.list}>
      {evidence.map((fact) => (
        <li key={`${fact.source} ${fact.rule} ${fact.sha ?? ''} ${fact.matched}`}>
          <code className={classes.matched} data-print="whole" dir="auto">
            {fact.matched}
          </code>
          <div className={classes.facts}>
            <span>
              found in: {fact.source}
              {fact.sha !== undefined && (
                <>
                  {' '}
                  of commit <code>{fact.sha.slice(0, 10)}</code>
                </>
              )}
            </span>
            <span>
              rule: <code>{fact.rule}</code>
            </span>
            <span>{confidenceLabels[fact.confidence]}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
