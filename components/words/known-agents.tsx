import { agentNames } from '@/lib/domain/agent';

const names = Object.entries(agentNames).flatMap(([slug, name]) => (slug === 'other' ? [] : name));

/** The agents that are known, offered to a text field whose `list` names this id. */
export function KnownAgents({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
