import classes from '@/components/groups/groups.module.css';
import { dateWords } from '@/components/words/dates';
import { countWords, plural } from '@/components/words/rates';
import type { AgentVersionsAnswer } from '@/lib/api/agent-versions';

/** The models and versions that an agent's marks name, with since when and of how many changes. */
export function VersionList({ answer, name }: { answer: AgentVersionsAnswer; name: string }) {
  const { versions, changes, named } = answer;
  if (versions.length === 0) {
    return (
      <p className={classes.note}>
        None of the marks of <bdi>{name}</bdi> on {plural(changes, 'change')} names a model or a
        version, so none is drawn.
      </p>
    );
  }
  return (
    <table className={classes.table}>
      <caption>
        {countWords(named)} of {plural(changes, 'change')} name a model or version in their marks.
      </caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">First seen</th>
          <th scope="col">Last seen</th>
          <th scope="col">Changes</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((one) => (
          <tr key={one.version}>
            <td>
              <bdi>{one.version}</bdi>
            </td>
            <td>{dateWords(one.firstSeen)}</td>
            <td>{dateWords(one.lastSeen)}</td>
            <td>{countWords(one.changes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
